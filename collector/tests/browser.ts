import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type BrowserContextOptions, type ConsoleMessage, chromium, type Page } from 'playwright-core';
import { collectorOn, openScratch, signIn } from './support.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Another machine's name for this one: over http it is no secure context. */
const ELSEWHERE = 'supervisors.test';

/** A dashboard on an empty store, and a browser to look at it with. */
export async function openDashboard(executablePath: string) {
	const store = await openScratch();
	const collector = await collectorOn(store);
	const tokens = new Map<string, string>();
	for (const site of ['Lisbon', 'Porto', 'Braga', '']) tokens.set(site, await collector.tokens.issue(site));
	const [name = '', value = ''] = (await signIn(collector.app)).split('=');
	const server = serve({ fetch: collector.app.fetch, port: 0, hostname: '127.0.0.1' });
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`],
	});
	const url = `http://127.0.0.1:${port}`;
	const elsewhere = `http://${ELSEWHERE}:${port}`;
	const complaints: string[] = [];

	const open = async (look: BrowserContextOptions = {}): Promise<Page> => {
		const context = await browser.newContext({
			colorScheme: 'light',
			viewport: { width: 1200, height: 900 },
			locale: 'en-GB',
			...look,
		});
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
		const page = await context.newPage();
		page.on('console', (message) => isComplaint(message) && complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(error.message));
		return page;
	};

	return {
		collector,
		url,
		elsewhere,
		/** Errors in the browser's console. */
		complaints,
		open,
		signedIn: async (look: BrowserContextOptions = {}): Promise<Page> => {
			const page = await open(look);
			await page.context().addCookies([url, elsewhere].map((at) => ({ name, value, url: at })));
			return page;
		},
		send: (site: string, request: unknown) => collector.post(request, tokens.get(site) ?? ''),
		close: async () => {
			await browser.close();
			server.close();
			await store.close();
		},
	};
}

/** Over plain http Chromium says that it ignores this header, and it tells of answers that a test made fail; the rest is ours. */
const isComplaint = (message: ConsoleMessage): boolean =>
	message.type() === 'error' &&
	!/^(The Cross-Origin-Opener-Policy header has been ignored|Failed to load resource)/.test(message.text());

/** What axe-core finds, in short. */
export async function faults(page: Page): Promise<string[]> {
	// evaluated by the debugger, which no content security policy binds
	await page.evaluate(AXE);
	const found = await page.evaluate(() =>
		(
			globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
		).axe.run(),
	);
	return found.violations.map(
		({ id, nodes }) =>
			`${id}: ${nodes
				.map(({ html }) => html)
				.join(' ')
				.slice(0, 300)}`,
	);
}

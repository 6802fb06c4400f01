import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page as PlaywrightPage } from 'playwright-core';
import { trust } from './trust.ts';
import type { Browser, LaunchOptions, Page } from './types.ts';
import { wrapper } from './wrapper.ts';

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function argumentsOf(options: LaunchOptions): string[] {
	const extension = [`--disable-extensions-except=${options.extensionDir}`, `--load-extension=${options.extensionDir}`];
	const proxy = options.proxy === undefined ? [] : [`--proxy-server=http://${options.proxy}`];
	return [...ARGUMENTS, ...extension, ...proxy, ...(options.args ?? [])];
}

function wrapPage(page: PlaywrightPage): Page {
	return {
		evaluate: (run, argument) => page.evaluate(run as (argument: unknown) => never, argument),
		click: (selector) => page.click(selector),
		waitFor: async (selector, timeout = 10_000) => void (await page.waitForSelector(selector, { timeout })),
		goto: async (url) => void (await page.goto(url)),
		screenshot: async (path) => void (await page.screenshot({ path })),
		setViewport: (width, height) => page.setViewportSize({ width, height }),
		setDark: (dark) => page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' }),
		close: () => page.close(),
	};
}

async function extensionUrl(context: BrowserContext): Promise<string> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
	return new URL('/', worker.url()).href;
}

async function launchContext(folder: string, options: LaunchOptions): Promise<BrowserContext> {
	const roots = [...(options.caFiles ?? []), ...(options.builtInRoots ?? [])];
	await trust(join(folder, '.pki', 'nssdb'), roots);
	return chromium.launchPersistentContext(join(folder, 'profile'), {
		headless: !options.headed,
		executablePath: await wrapper({ name: 'chromium', folder, netns: options.netns, policy: options.policy }),
		ignoreDefaultArgs: ['--disable-extensions'],
		args: argumentsOf(options),
		env: { ...process.env, HOME: folder } as Record<string, string>,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}

/** Starts Chromium with the extension in it; everything it writes goes into a folder that `close` removes. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-chromium-'));
	const context = await launchContext(folder, options);
	const base = await extensionUrl(context);
	const open = async (url: string) => {
		const page = await context.newPage();
		await page.goto(url);
		return wrapPage(page);
	};
	return {
		name: 'chromium',
		version: context.browser()?.version() ?? '',
		extensionUrl: base,
		openExtensionPage: (path) => open(new URL(path, base).href),
		openPage: open,
		closed: new Promise((resolve) => context.on('close', () => resolve())),
		async close() {
			await context.close();
			await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
		},
	};
}

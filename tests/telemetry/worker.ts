import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { extensionDir } from '../../lab/index.ts';
import { BROWSERS, which } from '../../scripts/tools.ts';
import { until } from './driver.ts';

const ARGUMENTS = [
	'--no-sandbox',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	// No name resolves: what the runs try stays on this machine.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A Chromium whose worker, and which itself, can be killed; its profile outlives it. */
export interface Mortal {
	readonly page: Page;
	/** Ends the service worker as the browser does, in the middle of whatever it does. */
	killWorker(): Promise<void>;
	/** `kill -9`, all of it. */
	kill(): Promise<void>;
	close(): Promise<void>;
}

export async function makeProfile(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-telemetry-'));
	return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}

export async function launch(profile: string): Promise<Mortal> {
	const dir = extensionDir('chromium');
	const context = await chromium.launchPersistentContext(profile, {
		headless: true,
		executablePath: which(BROWSERS.chromium.names) ?? '',
		ignoreDefaultArgs: ['--disable-extensions'],
		args: [...ARGUMENTS, `--disable-extensions-except=${dir}`, `--load-extension=${dir}`],
	});
	const base = await extensionUrl(context);
	const page = await context.newPage();
	await page.goto(`${base}options.html`);
	return {
		page,
		killWorker: () => killWorker(context, page),
		kill: async () => {
			const ended = new Promise((done) => context.once('close', done));
			for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
			await ended;
		},
		close: () => context.close(),
	};
}

async function extensionUrl(context: BrowserContext): Promise<string> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
	return new URL('/', worker.url()).href;
}

async function killWorker(context: BrowserContext, page: Page): Promise<void> {
	const session = await context.newCDPSession(page);
	const workers = async () =>
		(await session.send('Target.getTargets')).targetInfos.filter(({ type }) => type === 'service_worker');
	const [worker] = await workers();
	if (!worker) throw new Error('no worker to kill');
	await session.send('Target.closeTarget', { targetId: worker.targetId });
	await until('the worker is gone', async () => (await workers()).every((one) => one.targetId !== worker.targetId));
	await session.detach();
}

/** The browser's own processes: those that were started with this profile. */
function processesOf(profile: string): number[] {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.filter((pid) => commandOf(pid).includes(profile)).map(Number);
}

function commandOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		// ended meanwhile
		return '';
	}
}

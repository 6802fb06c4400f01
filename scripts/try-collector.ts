import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../core/profile.ts';
import { type Browser, pointAt } from '../lab/index.ts';
import { type CollectorProcess, prepareCollector, startCollector } from './collector-setup.ts';

const SITE = 'Try-out';
/** Minutes between checks: the shortest that the options page offers. */
const INTERVAL = 5;

/** A collector for as long as somebody looks round. */
export interface TryCollector extends CollectorProcess {
	readonly port: number;
	/** Names it on the extension's options page. */
	receiveFrom(browser: Browser, profile: Profile): Promise<void>;
}

/** Starts a collector on a folder of its own, with a token and a sign-in made for it; `stop` deletes the folder. */
export async function startTryCollector(): Promise<TryCollector> {
	prepareCollector();
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-try-'));
	const remove = () => rm(folder, { recursive: true, force: true });
	const token = randomBytes(32).toString('base64url');
	const password = process.env.LINECHECK_SUPERVISOR_PASSWORD ?? randomBytes(9).toString('base64url');
	const collector = await startCollector({
		LINECHECK_STORE: folder,
		LINECHECK_INGEST_TOKEN: `${SITE}=${token}`,
		LINECHECK_SUPERVISOR_PASSWORD: password,
	}).catch(async (error: unknown) => {
		await remove();
		throw error;
	});
	const { url } = collector;
	process.stdout.write(`Dashboard: ${url}\nSign in:   supervisor, ${password}\n\n`);
	return {
		...collector,
		port: Number(new URL(url).port),
		stop: async () => {
			await collector.stop();
			await remove();
		},
		receiveFrom: async (browser, profile) => {
			const page = await browser.openExtensionPage('options.html');
			await pointAt(page, profile, { endpoint: url, token, intervalMinutes: INTERVAL });
			await page.close();
		},
	};
}

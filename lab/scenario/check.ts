import type { Learned } from '../../core/plan/types.ts';
import type { Profile } from '../../core/profile.ts';
import type { Report } from '../../core/report/types.ts';
import type { RunState } from '../../core/run-state.ts';
import type { Page } from '../browsers/types.ts';

interface Extension {
	readonly storage: Record<'local' | 'session', Area>;
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
}
interface Area {
	get(key: string): Promise<Record<string, unknown>>;
	set(values: Record<string, unknown>): Promise<void>;
	remove(key: string): Promise<void>;
	clear(): Promise<void>;
}

interface Order {
	readonly profile: Profile;
	readonly learned: Learned;
	readonly timeoutMs: number;
}

/** Runs in a page of the extension, so it stands alone: writes the settings but for the collector, starts a run, waits for its end. */
async function checkInPage({ profile, learned, timeoutMs }: Order): Promise<RunState | undefined> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { storage, runtime } = browser ?? chrome;
	const deadline = performance.now() + timeoutMs;
	const send = (type: string, data?: unknown) => runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() });
	const state = async () => (await storage.session.get('run')).run as RunState | undefined;
	const until = async (reached: (run: RunState | undefined) => boolean) => {
		let run = await state();
		while (!reached(run) && performance.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 25));
			run = await state();
		}
		return run;
	};
	const runId = (run: RunState | undefined) => (run !== undefined && 'report' in run ? run.report.runId : undefined);
	if ((await state())?.status === 'running') await send('cancelRun');
	const before = runId(await until((run) => run?.status !== 'running'));
	// As in a browser just started: the lab has ended what connections were open.
	await storage.session.remove('run');
	const { telemetry } = await storage.local.get('telemetry');
	await storage.local.clear();
	await storage.local.set({ profile, learned, ...(telemetry !== undefined && { telemetry }) });
	await send('startRun', { trigger: 'user' });
	return until(
		(run) => run !== undefined && run.status !== 'running' && run.status !== 'idle' && runId(run) !== before,
	);
}

/** Checks once, as the popup's button does; throws when the run fails or does not end in time. */
export async function check(page: Page, profile: Profile, learned: Learned, timeoutMs = 90_000): Promise<Report> {
	const run = await page.evaluate(checkInPage, { profile, learned, timeoutMs });
	if (run?.status === 'done') return run.report;
	throw new Error(run?.status === 'failed' ? `the run failed: ${run.error}` : `the run did not end: ${run?.status}`);
}

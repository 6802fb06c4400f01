import type { Report } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';
import type { Page } from '../lab/index.ts';

/** One run as a reader of the popup sees it, ms from the click. */
export interface Timeline {
	/** First state in which call audio is blocked, however unsure. */
	readonly suspectedMs: number | undefined;
	/** First state in which it is blocked with more than a suspicion. */
	readonly confirmedMs: number | undefined;
	readonly doneMs: number;
	readonly report: Report;
}

type State = readonly [ms: number, run: RunState];

interface Extension {
	readonly storage: { readonly session: { get(key: string): Promise<Record<string, unknown>> } };
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
	readonly tabs: {
		getCurrent(): Promise<{ readonly id: number }>;
		update(id: number, properties: { readonly active: boolean }): Promise<unknown>;
	};
}

/** Runs in the extension's page, so it stands alone: starts a run as the button does, and looks every 20 ms. */
async function watchInPage(): Promise<readonly State[]> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { storage, runtime, tabs } = browser ?? chrome;
	// A hidden page's timers fire once a second: it would see every state late.
	await tabs.update((await tabs.getCurrent()).id, { active: true });
	while (document.hidden) await new Promise((resolve) => document.addEventListener('visibilitychange', resolve));
	const read = async () => (await storage.session.get('run')).run as RunState | undefined;
	const idOf = (run: RunState | undefined) => (run !== undefined && 'report' in run ? run.report.runId : undefined);
	const before = idOf(await read());
	const states: State[] = [];
	const start = performance.now();
	void runtime.sendMessage({ id: 1, type: 'startRun', data: { trigger: 'user' }, timestamp: Date.now() });
	for (let ended = false; !ended && performance.now() - start < 60_000; ) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		const run = await read();
		if (run === undefined || idOf(run) === before) continue;
		states.push([performance.now() - start, run]);
		ended = run.status !== 'running';
	}
	return states;
}

const audio = ([, run]: State) => ('report' in run ? run.report.verdicts['connect.media.turn'] : undefined);

/** One run. Throws when it ends in an error. */
export async function timeline(page: Page): Promise<Timeline> {
	const states = await page.evaluate(watchInPage);
	const [doneMs, end] = states.at(-1) ?? [0, undefined];
	if (end?.status !== 'done') throw new Error(`the run ended as ${JSON.stringify(end)?.slice(0, 200)}`);
	const blocked = states.filter((state) => audio(state)?.verdict === 'blocked');
	return {
		suspectedMs: blocked[0]?.[0],
		confirmedMs: blocked.find((state) => audio(state)?.confidence !== 'suspected')?.[0],
		doneMs,
		report: end.report,
	};
}

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

interface Changes {
	addListener(listener: Changed): void;
	removeListener(listener: Changed): void;
}
type Changed = (changes: Record<string, { newValue?: unknown } | undefined>, area: string) => void;

interface Extension {
	readonly storage: { readonly onChanged: Changes };
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
}

/** Runs in the extension's page, so it stands alone: starts a run as the button does, and notes every state. */
function watchInPage(): Promise<readonly State[]> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { storage, runtime } = browser ?? chrome;
	return new Promise((resolve) => {
		const states: State[] = [];
		const start = performance.now();
		const changed: Changed = ({ run }, area) => {
			if (area !== 'session' || run?.newValue === undefined) return;
			const state = run.newValue as RunState;
			states.push([performance.now() - start, state]);
			if (state.status === 'running') return;
			storage.onChanged.removeListener(changed);
			resolve(states);
		};
		storage.onChanged.addListener(changed);
		void runtime.sendMessage({ id: 1, type: 'startRun', data: { trigger: 'user' }, timestamp: Date.now() });
	});
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

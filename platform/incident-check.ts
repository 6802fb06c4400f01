import type { EntryId } from '../core/ids.ts';
import { admitCheck, isSpent, WINDOW_MS } from '../core/incident/rate.ts';
import type { Report } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';
import type { Runner } from './runner.ts';
import { incidentChecksItem, runItem } from './storage.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** How often a run under way is asked to make place, and how long altogether, ms. */
const ASK_MS = 100;
const AT_MOST_MS = 10_000;

/** Runs the incident's own checks and waits for their end. Any other run makes place: this one cannot wait. */
export async function runChecks(runner: Runner, entries: readonly EntryId[], since: number): Promise<void> {
	for (let waited = 0; waited < AT_MOST_MS; waited += ASK_MS) {
		// While another run is under way, this is that run's promise: asked again once it has ended.
		const asked = runner.start({ trigger: 'incident', entries });
		await Promise.race([asked, pause(ASK_MS)]);
		const run = await runItem.getValue();
		if (run.status === 'failed') return;
		if (reportSince(run, since) !== undefined) return asked;
		if (run.status === 'running') runner.cancel();
	}
}

/** The report of the check that began at `since`. */
export function reportSince(run: RunState, since: number): Report | undefined {
	if (run.status === 'idle' || run.status === 'failed') return undefined;
	const { report } = run;
	return report.trigger === 'incident' && Date.parse(report.startedAt) >= since ? report : undefined;
}

/** Takes a check from the limit; `spent`: the hour has none left. */
export async function admit(now: number): Promise<'now' | 'later' | 'spent'> {
	const before = await incidentChecksItem.getValue();
	const times = admitCheck(before, now);
	if (times) await incidentChecksItem.setValue(times);
	if (times) return 'now';
	return isSpent(before, now) ? 'spent' : 'later';
}

/** After this time the limit may admit another one, ms. */
export const ASK_AGAIN_MS = WINDOW_MS;

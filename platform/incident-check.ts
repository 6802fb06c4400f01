import type { EntryId } from '../core/ids.ts';
import { admitCheck, MIN_GAP_MS } from '../core/incident/rate.ts';
import type { Report } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';
import type { Runner } from './runner.ts';
import { incidentChecksItem, runItem } from './storage.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** How often a run under way is asked to make place, and how long altogether, ms. */
const ASK_MS = 100;
const AT_MOST_MS = 10_000;

/** Runs the incident's own checks; a run that nobody waits for makes place, one that the agent asked for ends first. */
export async function runChecks(runner: Runner, entries: readonly EntryId[], since: number): Promise<void> {
	for (let waited = 0; waited < AT_MOST_MS; waited += ASK_MS) {
		await runner.start({ trigger: 'incident', entries });
		if (reportSince(await runItem.getValue(), since)?.trigger === 'incident') return;
		const run = await runItem.getValue();
		if (run.status === 'failed') return;
		if (run.status === 'running' && run.report.trigger !== 'user') runner.cancel();
		await pause(ASK_MS);
	}
}

/** The report that explains a check begun at `since`: its own, or that of the agent's run which was under way. */
export function reportSince(run: RunState, since: number): Report | undefined {
	if (run.status === 'idle' || run.status === 'failed') return undefined;
	const { report } = run;
	const started = Date.parse(report.startedAt);
	const own = report.trigger === 'incident' && started >= since;
	const agents = report.trigger === 'user' && started + report.durationMs >= since;
	return own || agents ? report : undefined;
}

/** Takes a check from the limit; undefined: not now. */
export async function admit(now: number): Promise<boolean> {
	const times = admitCheck(await incidentChecksItem.getValue(), now);
	if (times) await incidentChecksItem.setValue(times);
	return times !== undefined;
}

/** After this time the limit may admit another one, ms. */
export const ASK_AGAIN_MS = MIN_GAP_MS;

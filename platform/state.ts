import type { RunState } from '../core/run-state.ts';
import { lastReportItem, runItem } from './storage.ts';

/** The newest run, else the last one before the browser was closed. */
export async function getRun(): Promise<RunState> {
	const run = await runItem.getValue();
	if (run.status !== 'idle') return run;
	const report = await lastReportItem.getValue();
	return report ? { status: 'done', report } : run;
}

/** Calls back at every change; returns the function that ends it. */
export function watchRun(callback: (run: RunState) => void): () => void {
	return runItem.watch((run) => callback(run));
}

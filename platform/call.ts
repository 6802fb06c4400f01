import type { CallPhase } from '../core/incident/types.ts';
import type { Trigger } from '../core/report/types.ts';
import type { Runner } from './runner.ts';
import { callItem, runItem } from './storage.ts';

/** A phase that nobody ended is forgotten after the longest call that is likely, ms. */
const FORGOTTEN_MS = 4 * 3_600_000;

/** What the softphone is doing. While it is not idle, nothing but an incident's own checks may run. */
export async function callPhase(): Promise<CallPhase> {
	const { phase, at } = await callItem.getValue();
	return Date.now() - at < FORGOTTEN_MS ? phase : 'idle';
}

/** Runs that nobody waits for. */
const BACKGROUND: readonly Trigger[] = ['install', 'schedule', 'watch'];

/** A call that begins ends what runs in the background. */
export async function setCallPhase(phase: CallPhase, runner: Runner): Promise<void> {
	await callItem.setValue({ phase, at: Date.now() });
	const run = await runItem.getValue();
	if (phase !== 'idle' && run.status === 'running' && BACKGROUND.includes(run.report.trigger)) runner.cancel();
}

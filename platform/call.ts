import type { CallOn, CallPhase, Where } from '../core/incident/types.ts';
import type { Trigger } from '../core/report/types.ts';
import type { Runner } from './runner.ts';
import { callsOnItem, runItem } from './storage.ts';

/** A phase that nobody ended is forgotten after the longest call that is likely, ms. */
const FORGOTTEN_MS = 4 * 3_600_000;

/** What the softphone is doing, in whatever frame. While it is not idle, nothing but an incident's own checks may run. */
export async function callPhase(): Promise<CallPhase> {
	const phases = (await callsOn()).map(({ phase }) => phase);
	return phases.includes('connected') ? 'connected' : (phases[0] ?? 'idle');
}

async function callsOn(): Promise<CallOn[]> {
	return (await callsOnItem.getValue()).filter(({ at }) => Date.now() - at < FORGOTTEN_MS);
}

/** Runs that nobody waits for. */
const BACKGROUND: readonly Trigger[] = ['install', 'schedule', 'watch'];

/** A frame's word on its call. A call that begins ends what runs in the background. */
export async function setCallPhase(phase: CallPhase, where: Where, runner: Runner): Promise<void> {
	const others = (await callsOn()).filter((call) => !isAt(call, where));
	await callsOnItem.setValue(phase === 'idle' ? others : [...others, { where, phase, at: Date.now() }]);
	const run = await runItem.getValue();
	if (phase !== 'idle' && run.status === 'running' && BACKGROUND.includes(run.report.trigger)) runner.cancel();
}

const isAt = (call: CallOn, { tab, frame }: Where) => call.where.tab === tab && call.where.frame === frame;

/** The tab is gone, or its CCP begins anew, and no call outlasts that. */
export async function endCalls(tab: number): Promise<void> {
	const calls = await callsOnItem.getValue();
	const left = calls.filter(({ where }) => where.tab !== tab);
	if (left.length < calls.length) await callsOnItem.setValue(left);
}

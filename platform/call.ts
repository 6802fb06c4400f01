import type { CallPhase } from '../core/incident/types.ts';
import { callItem } from './storage.ts';

/** A phase that nobody ended is forgotten after the longest call that is likely, ms. */
const FORGOTTEN_MS = 4 * 3_600_000;

/** What the softphone is doing. While it is not idle, nothing but an incident's own checks may run. */
export async function callPhase(): Promise<CallPhase> {
	const { phase, at } = await callItem.getValue();
	return Date.now() - at < FORGOTTEN_MS ? phase : 'idle';
}

export function setCallPhase(phase: CallPhase): Promise<void> {
	return callItem.setValue({ phase, at: Date.now() });
}

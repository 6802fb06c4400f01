import type { Evidence } from '../evidence/types.ts';

/**
 * A VPN or Wi-Fi client sets address, routes and name servers one after the other: what fails or stays silent so soon
 * after, ms, may have found only half of them. (Chromium 156 reads the name servers anew within a second of a change.)
 */
const SETTLING_MS = 3000;

/** When the machine was last seen to change networks, ms since the epoch; undefined: not during this run. */
function changedAt(evidence: readonly Evidence[]): number | undefined {
	const changes = evidence.filter(({ outcome }) => outcome.kind === 'failed' && outcome.code === 'network-changed');
	return changes.length === 0 ? undefined : Math.max(...changes.map(({ at, elapsedMs }) => at + elapsedMs));
}

/** Until when another attempt would be too early, ms since the epoch; 0 where the machine stayed in its network. */
export function settledAt(evidence: readonly Evidence[]): number {
	const change = changedAt(evidence);
	return change === undefined ? 0 : change + SETTLING_MS;
}

/**
 * The evidence in its order, in which all that belongs to a network that the machine has left, or had not quite reached,
 * says only that.
 */
export function ofThisNetwork(evidence: readonly Evidence[]): readonly Evidence[] {
	const change = changedAt(evidence);
	if (change === undefined) return evidence;
	const isStale = ({ at, outcome }: Evidence) => at < (outcome.kind === 'answered' ? change : change + SETTLING_MS);
	return evidence.map((one) => (isStale(one) ? { ...one, outcome: { kind: 'failed', code: 'network-changed' } } : one));
}

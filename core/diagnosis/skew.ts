import type { Observation } from './observe.ts';

/** AWS refuses signed requests that are older than 5 minutes: docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html */
const TOLERATED_MS = 5 * 60_000;

/** The servers' clocks minus ours, ms, by most of the servers; 0 where that is tolerated or unknown. */
export function skewOf(tried: readonly Observation[]): number {
	const skews = tried.flatMap(({ answers }) => answers.flatMap(({ outcome }) => outcome.clockSkewMs ?? []));
	const middle = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)] ?? 0;
	return Math.abs(middle) <= TOLERATED_MS ? 0 : middle;
}

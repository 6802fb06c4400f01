import type { CallLeg } from './agent.ts';
import type { IncidentKind } from './kinds.ts';
import type { Media } from './mos.ts';
import type { CallReport } from './report-schema.ts';

/** One softphone session, kept without any id of the call. */
export interface CallOutcome {
	/** ms since the epoch. */
	readonly at: number;
	readonly result: 'good' | 'failed';
	readonly reason?: IncidentKind;
	readonly setUpMs: CallReport['setUpMs'];
	readonly losses: number;
	readonly leg: CallLeg;
	/** The relay as measured after it, with its mean opinion score. */
	readonly media?: Media & { readonly mos: number };
}

/** Enough for the guide's rule twice over; older ones go. */
export const KEPT_CALLS = 500;
/** The guide: "test with more than 200 calls"; fewer say nothing about 2 percent. */
const JUDGED_ABOVE = 200;
/** The guide: an error rate above 2 percent may be a proxy that resolves names wrongly; consider IP ranges. */
const MAX_ERROR_RATE = 0.02;

/** Failures that say nothing about the network. */
const NOT_NETWORK: readonly IncidentKind[] = ['caller-left', 'user-busy', 'microphone', 'other-ccp'];

export function callOutcome(call: CallReport, leg: CallLeg, at: number): CallOutcome {
	const { failure, setUpMs, losses } = call;
	return { at, result: failure ? 'failed' : 'good', ...(failure && { reason: failure }), setUpMs, losses, leg };
}

export function keepCall(calls: readonly CallOutcome[], call: CallOutcome): CallOutcome[] {
	return [...calls, call].slice(-KEPT_CALLS);
}

export interface ErrorRate {
	readonly calls: number;
	readonly errors: number;
	/** Sessions that lost their media in mid-call. */
	readonly lost: number;
	/** Undefined up to 200 calls: too few to judge. */
	readonly above?: boolean;
}

/** The guide's 2 percent rule, for all calls or one kind of leg. */
export function errorRate(outcomes: readonly CallOutcome[], leg?: CallLeg): ErrorRate {
	const judged = outcomes.filter((call) => leg === undefined || call.leg === leg);
	const errors = judged.filter(isError).length;
	const lost = judged.filter(({ losses }) => losses > 0).length;
	const calls = judged.length;
	return { calls, errors, lost, ...(calls > JUDGED_ABOVE && { above: errors / calls > MAX_ERROR_RATE }) };
}

/** A failure that counts against the network. */
export function isError({ result, reason }: CallOutcome): boolean {
	return result === 'failed' && !(reason && NOT_NETWORK.includes(reason));
}

import type { Outcome } from '../evidence/types.ts';
import type { FailureCode } from '../ids.ts';

/**
 * A resolver that says no says so at once; one that gives up after this long, ms, heard nothing itself, and silence is
 * what it is. Chromium 156 gives up on a silent resolver no sooner than 3 s, Firefox 153 after 10 s.
 */
const SLOW_LOOKUP_MS = 2500;
/** Between two rounds, ms: a lookup that a browser has begun goes on meanwhile. */
const BETWEEN_MS = 1000;

const UNHEARD: Readonly<Partial<Record<FailureCode, FailureCode>>> = {
	'dns-not-resolved': 'dns-timeout',
	'turn-not-resolved': 'turn-unanswered',
};

interface Timed {
	readonly at: number;
	readonly elapsedMs: number;
	readonly outcome: Outcome;
}

const endOf = ({ at, elapsedMs }: Timed) => at + elapsedMs;
const isNo = ({ outcome }: Timed) => outcome.kind === 'failed' && UNHEARD[outcome.code] !== undefined;
/** Chromium cannot tell what it waits for: whatever had no address yet may have been the name. */
const waits = ({ outcome }: Timed) => outcome.kind === 'silent' && outcome.ip === undefined;

/** Firefox tells that it is the name that an attempt waits for. */
const waitsForName = ({ outcome }: Timed) => outcome.kind === 'silent' && outcome.code === 'dns-timeout';

/** Since when the lookup that ends with this attempt has been under way: none outlives a "no". */
function begunAt(failed: Timed, attempts: readonly Timed[]): number {
	const ended = attempts.filter((one) => isNo(one) && endOf(one) <= failed.at).map(endOf);
	const last = Math.max(...ended);
	const waiting = attempts.filter((one) => (waits(one) || isNo(one)) && one.at >= last && one.at < endOf(failed));
	const byStart = waiting.toSorted((a, b) => b.at - a.at);
	return byStart.reduce(
		(start, one) => (endOf(one) >= start - BETWEEN_MS ? Math.min(start, one.at) : start),
		failed.at,
	);
}

/** The outcome of one attempt among all at its host: a "no such name" at the end of a long wait is no answer. */
export function readLookup<A extends Timed>(attempt: A, attempts: readonly A[]): Outcome {
	const { outcome } = attempt;
	const unheard = outcome.kind === 'failed' ? UNHEARD[outcome.code] : undefined;
	if (unheard === undefined || endOf(attempt) - begunAt(attempt, attempts) < SLOW_LOOKUP_MS) return outcome;
	return { kind: 'silent', code: attempts.some(waitsForName) ? 'dns-timeout' : unheard, final: true };
}

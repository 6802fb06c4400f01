import type { Answered, Evidence, Failed, Outcome, Silent } from '../evidence/types.ts';
import type { FailureCode } from '../ids.ts';
import type { Plan, Target } from '../plan/types.ts';
import { readLookup } from './lookups.ts';
import { ofThisNetwork } from './network-change.ts';

/** The newest word on one attempt, with its place in the report's evidence. */
export interface Attempt<O extends Outcome = Outcome> extends Evidence {
	readonly index: number;
	readonly outcome: O;
}

/** What one run saw of one target. */
export interface Observation {
	readonly target: Target;
	readonly attempts: readonly Attempt[];
	readonly answers: readonly Attempt<Answered>[];
	/** Active refusals of this target. */
	readonly refusals: readonly Attempt<Failed>[];
	/** Attempts that failed on the machine's or the probe's side: no evidence about this target. */
	readonly prevented: readonly Attempt<Failed>[];
	readonly silences: readonly Attempt<Silent>[];
}

/** Failures of the machine, of the browser or of the probe itself: never a verdict on an entry. */
const PREVENTED: readonly FailureCode[] = [
	'offline',
	'captive-portal',
	'network-changed',
	'local-firewall',
	'blocked-by-extension',
	'blocked-by-policy',
	'probe-refused',
	'unknown',
];

/** A proxy that wants a sign-in answers 407: `fetch` resolves with it in Chromium 156. */
function readOutcome({ outcome }: Evidence): Outcome {
	const context = outcome.ip === undefined ? {} : { ip: outcome.ip };
	if (outcome.kind === 'answered' && outcome.status === 407) {
		return { kind: 'failed', code: 'proxy-auth', viaProxy: true, ...context };
	}
	return outcome;
}

/** A provisional silence is followed by the attempt's outcome: the last word of each attempt stands. */
function lastWords(target: string, evidence: readonly Evidence[]): readonly Attempt[] {
	const byAttempt = new Map<number, Attempt>();
	for (const [index, piece] of evidence.entries()) {
		if (piece.target === target) byAttempt.set(piece.attempt, { ...piece, outcome: readOutcome(piece), index });
	}
	const attempts = [...byAttempt.values()];
	return attempts.map((attempt) => ({ ...attempt, outcome: readLookup(attempt, attempts) }));
}

const isAnswer = (attempt: Attempt): attempt is Attempt<Answered> => attempt.outcome.kind === 'answered';
const isFailure = (attempt: Attempt): attempt is Attempt<Failed> => attempt.outcome.kind === 'failed';
const isSilence = (attempt: Attempt): attempt is Attempt<Silent> => attempt.outcome.kind === 'silent';

/** Sorts the evidence of one target; judges nothing. */
export function observe(target: Target, evidence: readonly Evidence[]): Observation {
	const attempts = lastWords(target.id, evidence);
	const failures = attempts.filter(isFailure);
	return {
		target,
		attempts,
		answers: attempts.filter(isAnswer),
		refusals: failures.filter(({ outcome }) => !PREVENTED.includes(outcome.code)),
		prevented: failures.filter(({ outcome }) => PREVENTED.includes(outcome.code)),
		silences: attempts.filter(isSilence),
	};
}

/** What was seen of each target of the plan, in the network that the machine is in. */
export function observeAll({ targets }: Plan, evidence: readonly Evidence[]): readonly Observation[] {
	const current = ofThisNetwork(evidence);
	return targets.map((target) => observe(target, current));
}

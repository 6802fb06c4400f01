import type { FailureCode, FindingId, Verdict } from '../../ids.ts';
import { canAccuse } from '../facts.ts';
import type { Observation } from '../observe.ts';
import { skewOf } from '../skew.ts';
import type { Explanation, Rule } from './types.ts';

/** What an active refusal of one target means on a machine that is online. */
interface Meaning {
	readonly finding: FindingId;
	readonly verdict: Verdict;
	readonly cause: FailureCode;
}

const blocked = (cause: FailureCode, finding: FindingId): Meaning => ({ finding, verdict: 'blocked', cause });
const tampered = (cause: FailureCode, finding: FindingId): Meaning => ({ finding, verdict: 'tampered', cause });

const MEANING: Readonly<Partial<Record<FailureCode, Meaning>>> = {
	'dns-not-resolved': blocked('dns-not-resolved', 'dns-not-resolved'),
	'turn-not-resolved': blocked('turn-not-resolved', 'turn-not-resolved'),
	'tcp-refused': blocked('tcp-refused', 'tcp-refused'),
	'tcp-reset': blocked('tcp-reset', 'tcp-refused'),
	'proxy-denied': blocked('proxy-denied', 'proxy-denied'),
	'proxy-auth': blocked('proxy-auth', 'proxy-auth'),
	// Others get through the proxy, so it lives: Firefox 153 says this for a 407 too.
	'proxy-unreachable': blocked('proxy-denied', 'proxy-denied'),
	'tls-untrusted': tampered('tls-untrusted', 'tls-untrusted'),
	'tls-inspected': tampered('tls-inspected', 'tls-inspected'),
	'tls-broken': tampered('tls-broken', 'tls-broken'),
	// The servers' clocks agree with ours, so the clock is right and this certificate is not.
	'clock-wrong': tampered('tls-untrusted', 'tls-untrusted'),
};

const NAMES: readonly FailureCode[] = ['dns-not-resolved', 'turn-not-resolved'];

/** A name that was never seen, or that only the profile vouches for, may simply be the wrong name. */
function aboutNames(meaning: Meaning, { target }: Observation): Meaning {
	if (!NAMES.includes(meaning.cause)) return meaning;
	if (!target.knownToExist) return { ...meaning, finding: 'dns-not-resolved.unseen', verdict: 'untested' };
	return target.origin === 'profile' ? { ...meaning, finding: 'dns-not-resolved.named' } : meaning;
}

/** A resolver that has an answer gives it sooner, ms, than it repeats a question (1 s). */
const QUICK_MS = 900;

/**
 * A lookup that stays unanswered and then fails is a resolver that gave up: Firefox 153 does after 10 s, for every
 * attempt that waits for it. Two quick refusals are an answer.
 */
const isDoubtful = ({ refusals, silences }: Observation, { cause }: Meaning) =>
	NAMES.includes(cause) && silences.length > 0 && refusals.filter(({ elapsedMs }) => elapsedMs < QUICK_MS).length < 2;

function explain(seen: Observation): readonly Explanation[] {
	const code = seen.refusals.at(-1)?.outcome.code;
	const known = code === undefined ? undefined : MEANING[code];
	if (known === undefined || isDoubtful(seen, known)) return [];
	const meaning = aboutNames(known, seen);
	const sure = seen.refusals.length > 1 && meaning.finding !== 'dns-not-resolved.named';
	return [{ ...meaning, confidence: sure ? 'high' : 'medium', targets: [seen] }];
}

/** An active refusal of this target while another of its kind got through. */
export const refused: Rule = {
	id: 'refused',
	needs: ['https'],
	explain: ({ online, plan, tried }, open) => {
		const candidates = open.filter((seen) => canAccuse(seen, plan) && seen.answers.length === 0);
		// Where the clock is wrong, a certificate may be refused that is good.
		const explained = online ? candidates.flatMap(explain) : [];
		return skewOf(tried) === 0 ? explained : explained.filter(({ cause }) => cause !== 'tls-untrusted');
	},
};

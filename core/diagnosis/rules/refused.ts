import type { FailureCode, FindingId, Verdict } from '../../ids.ts';
import type { Facts } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

/** What an active refusal of one target means on a machine that is online. */
const MEANING: Readonly<Partial<Record<FailureCode, readonly [FindingId, Verdict]>>> = {
	'dns-not-resolved': ['dns-not-resolved', 'blocked'],
	'turn-not-resolved': ['turn-not-resolved', 'blocked'],
	'tcp-refused': ['tcp-refused', 'blocked'],
	'tcp-reset': ['tcp-refused', 'blocked'],
	'proxy-denied': ['proxy-denied', 'blocked'],
	'proxy-auth': ['proxy-auth', 'blocked'],
	'proxy-unreachable': ['proxy-denied', 'blocked'],
	'tls-untrusted': ['tls-untrusted', 'tampered'],
	'tls-inspected': ['tls-inspected', 'tampered'],
	'tls-broken': ['tls-broken', 'tampered'],
	'clock-wrong': ['tls-untrusted', 'tampered'],
};

const NAMES: readonly FailureCode[] = ['dns-not-resolved', 'turn-not-resolved'];

/** A name that was never seen, or that only the profile vouches for, may simply be the wrong name. */
function findingFor(
	seen: Observation,
	finding: FindingId,
	cause: FailureCode,
): readonly [FindingId, Verdict | undefined] {
	if (!NAMES.includes(cause)) return [finding, undefined];
	if (!seen.target.knownToExist) return ['dns-not-resolved.unseen', 'untested'];
	return seen.target.origin === 'profile' ? ['dns-not-resolved.named', undefined] : [finding, undefined];
}

function explain(seen: Observation): readonly Explanation[] {
	const cause = seen.refusals.at(-1)?.outcome.code;
	const meaning = cause === undefined ? undefined : MEANING[cause];
	if (cause === undefined || meaning === undefined) return [];
	const [finding, softer] = findingFor(seen, meaning[0], cause);
	const sure = seen.refusals.length > 1 && softer === undefined && finding !== 'dns-not-resolved.named';
	return [{ finding, verdict: softer ?? meaning[1], cause, confidence: sure ? 'high' : 'medium', targets: [seen] }];
}

/** An active refusal of this target while another of its kind got through. */
export const refused: Rule = {
	id: 'refused',
	needs: ['https'],
	explain: ({ online }: Facts, open) => {
		const candidates = open.filter(
			({ target, answers, refusals }) =>
				target.kind !== 'websocket' && answers.length === 0 && refusals.length > 0 && target.origin !== 'unconfirmed',
		);
		return online ? candidates.flatMap(explain) : [];
	},
};

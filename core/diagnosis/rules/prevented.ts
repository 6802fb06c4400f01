import type { FailureCode, FindingId, Verdict } from '../../ids.ts';
import { isTelling, unanswered } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

/** The probe itself was prevented: untested. The machine failed: inconclusive. */
const KINDS: readonly (readonly [FailureCode, FindingId, Verdict])[] = [
	['blocked-by-extension', 'blocked-by-extension', 'untested'],
	['blocked-by-policy', 'blocked-by-policy', 'untested'],
	['probe-refused', 'probe-refused', 'untested'],
	['local-firewall', 'local-firewall', 'inconclusive'],
	['network-changed', 'network-changed', 'inconclusive'],
	['offline', 'network-changed', 'inconclusive'],
];

const onlyPrevented = ({ attempts, prevented }: Observation) =>
	prevented.length > 0 && attempts.every((attempt) => prevented.some(({ index }) => index === attempt.index));

/**
 * Browsers turn plain HTTP into HTTPS where they know a host: that port cannot be tried, and that is no news. Nor is a
 * network that has changed under a target that is not asked again, since it tells nothing.
 */
const isQuiet = ({ target }: Observation, cause: FailureCode) =>
	cause === 'probe-refused' ? target.kind === 'http' : cause === 'network-changed' && !isTelling(target);

/** The first kind that any of its attempts shows. */
const kindOf = ({ prevented: seen }: Observation) =>
	KINDS.find(([code]) => seen.some(({ outcome }) => outcome.code === code));

function explain(open: readonly Observation[], kind: (typeof KINDS)[number]): readonly Explanation[] {
	const [cause, finding, verdict] = kind;
	const seen = open.filter((one) => onlyPrevented(one) && kindOf(one) === kind);
	const quiet = seen.filter((one) => isQuiet(one, cause));
	const told = seen.filter((one) => !quiet.includes(one));
	return [
		{ finding: undefined, verdict, cause, confidence: 'high', targets: quiet },
		{ finding, verdict, cause, confidence: 'high', targets: told },
	];
}

/** Failures on this side of the network: never a verdict on an entry. */
export const prevented: Rule = {
	id: 'prevented',
	needs: [],
	explain: (_facts, open) => KINDS.flatMap((kind) => explain(unanswered(open), kind)),
};

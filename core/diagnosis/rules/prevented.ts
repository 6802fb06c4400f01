import type { FailureCode, FindingId, Verdict } from '../../ids.ts';
import { unanswered } from '../facts.ts';
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

function explain(
	open: readonly Observation[],
	[cause, finding, verdict]: (typeof KINDS)[number],
): readonly Explanation[] {
	const targets = open.filter((seen) => onlyPrevented(seen) && seen.prevented.at(-1)?.outcome.code === cause);
	return targets.length === 0 ? [] : [{ finding, verdict, cause, confidence: 'high', targets }];
}

/** Failures on this side of the network: never a verdict on an entry. */
export const prevented: Rule = {
	id: 'prevented',
	needs: [],
	explain: (_facts, open) => KINDS.flatMap((kind) => explain(unanswered(open), kind)),
};

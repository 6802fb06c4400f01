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

/** Browsers turn plain HTTP into HTTPS where they know a host: that port cannot be tried, and that is no news. */
const isUpgraded = ({ target }: Observation) => target.kind === 'http';

function explain(
	open: readonly Observation[],
	[cause, finding, verdict]: (typeof KINDS)[number],
): readonly Explanation[] {
	const seen = open.filter((one) => onlyPrevented(one) && one.prevented.at(-1)?.outcome.code === cause);
	const silent = cause === 'probe-refused' ? seen.filter(isUpgraded) : [];
	const told = seen.filter((one) => !silent.includes(one));
	return [
		{ finding: undefined, verdict, cause, confidence: 'high', targets: silent },
		{ finding, verdict, cause, confidence: 'high', targets: told },
	];
}

/** Failures on this side of the network: never a verdict on an entry. */
export const prevented: Rule = {
	id: 'prevented',
	needs: [],
	explain: (_facts, open) => KINDS.flatMap((kind) => explain(unanswered(open), kind)),
};

import type { FailureCode, FindingId } from '../../ids.ts';
import { type Facts, isOutside } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

/** The last word on a target that did not answer: what was said, else what stayed unsaid. */
function codeOf({ attempts }: Observation): FailureCode | undefined {
	const outcomes = attempts.map(({ outcome }) => outcome);
	const last = outcomes.findLast(({ kind }) => kind === 'failed') ?? outcomes.at(-1);
	return last === undefined || last.kind === 'answered' ? undefined : last.code;
}

/** At least two hosts, unless there is only one, and at least half of all targets: what is left waits for the same. */
function isCommon(failed: readonly Observation[], tcp: readonly Observation[]): boolean {
	const hosts = (seen: readonly Observation[]) => new Set(seen.map(({ target }) => target.host)).size;
	return hosts(failed) >= Math.min(2, hosts(tcp)) && failed.length * 2 >= tcp.length;
}

/** Something over TCP is under way and was not heard of at all: it may be about to answer. */
function isAwaited({ observations, pending }: Facts): boolean {
	return observations.some(
		(seen) =>
			seen.target.protocol === 'tcp' && isOutside(seen) && seen.attempts.length === 0 && pending?.has(seen.target.id),
	);
}

function explain(facts: Facts, open: readonly Observation[], { finding, codes }: WholeMachine): readonly Explanation[] {
	const tcp = facts.tried.filter((seen) => seen.target.protocol === 'tcp' && isOutside(seen));
	const failed = tcp.filter((seen) => codes.includes(codeOf(seen) ?? 'unknown'));
	const [first] = failed;
	const cause = first === undefined ? undefined : codeOf(first);
	if (facts.online || cause === undefined || tcp.some(({ answers }) => answers.length > 0)) return [];
	if (!isCommon(failed, tcp) || isAwaited(facts)) return [];
	// Without names there is no UDP either.
	const names = codes.includes('dns-not-resolved');
	const targets = open.filter(({ target, answers }) => answers.length === 0 && (target.protocol === 'tcp' || names));
	return targets.length === 0 ? [] : [{ finding, verdict: 'inconclusive', cause, confidence: 'high', targets }];
}

interface WholeMachine {
	readonly id: string;
	readonly finding: FindingId;
	readonly codes: readonly FailureCode[];
}

/** A rule for one cause of everything over TCP: nothing answers, and this is how. One finding, nothing accused. */
export function wholeMachine(rule: WholeMachine): Rule {
	return { id: rule.id, needs: ['https'], explain: (facts, open) => explain(facts, open, rule) };
}

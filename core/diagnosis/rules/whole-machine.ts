import type { FailureCode, FindingId } from '../../ids.ts';
import { type Facts, refusedWith } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Explanation } from './types.ts';

/**
 * One cause for everything over TCP: no answer at all, and at least two hosts failed with these codes.
 * Explains every TCP target that has no answer, silent ones included.
 */
export function wholeMachine(
	{ tried }: Facts,
	open: readonly Observation[],
	finding: FindingId,
	codes: readonly FailureCode[],
): readonly Explanation[] {
	const tcp = tried.filter(({ target }) => target.protocol === 'tcp');
	const answered = tcp.some(({ answers }) => answers.length > 0);
	const hosts = new Set(refusedWith(tcp, codes).map(({ target }) => target.host));
	const [cause] = codes;
	if (answered || cause === undefined || hosts.size < Math.min(2, new Set(tcp.map(({ target }) => target.host)).size)) {
		return [];
	}
	const refused = refusedWith(tcp, codes);
	if (refused.length === 0) return [];
	const others = tcp.filter((seen) => seen.refusals.length > 0 && !refused.includes(seen));
	// Refusals of another kind: not one cause for everything.
	if (others.length > refused.length) return [];
	const targets = open.filter(({ target }) => target.protocol === 'tcp' || codes.includes('dns-not-resolved'));
	return [{ finding, verdict: 'inconclusive', cause, confidence: 'high', targets }];
}

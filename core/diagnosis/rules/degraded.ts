import type { Protocol } from '../../catalog/types.ts';
import { LIMIT_MS, quickestMs, slowAmong } from '../delay.ts';
import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

function explain(slow: readonly Observation[], protocol: Protocol): readonly Explanation[] {
	const targets = slow.filter(({ target }) => target.protocol === protocol);
	if (targets.length === 0) return [];
	const detail = `round trip ${quickestMs(targets)} ms, limit ${LIMIT_MS[protocol]} ms`;
	return [{ finding: 'degraded', verdict: 'degraded', cause: 'unknown', confidence: 'medium', targets, detail }];
}

/** Gets through, too slowly for a call. */
export const degraded: Rule = {
	id: 'degraded',
	needs: [],
	explain: (_facts, open) => {
		const slow = slowAmong(open);
		return [...explain(slow, 'udp'), ...explain(slow, 'tcp')];
	},
};

import type { FindingId } from '../../ids.ts';
import { canAccuse, type Facts } from '../facts.ts';
import type { Observation } from '../observe.ts';
import { type Suspicion, suspicionOf } from '../suspicion.ts';
import type { Explanation, Rule } from './types.ts';

function findingOf(turn: boolean, { everywhere }: Suspicion): FindingId {
	if (turn) return everywhere ? 'turn-unanswered.all' : 'turn-unanswered.some';
	return everywhere ? 'silent' : 'silent.some';
}

function explain(seen: Observation, facts: Facts): readonly Explanation[] {
	const suspicion = suspicionOf(seen, facts);
	if (suspicion === undefined || !(suspicion.proven || suspicion.pending)) return [];
	const { everywhere, hosts, proven } = suspicion;
	const turn = seen.target.kind === 'turn';
	const sure = everywhere && hosts > 1 ? 'high' : 'medium';
	return [
		{
			finding: findingOf(turn, suspicion),
			verdict: everywhere || turn ? 'blocked' : 'inconclusive',
			cause: seen.silences.at(-1)?.outcome.code ?? 'tcp-timeout',
			confidence: proven ? sure : 'suspected',
			targets: [seen],
		},
	];
}

/** Silence in two attempts and more at every known host under a pattern; any published TURN host counts by itself. */
export const silent: Rule = {
	id: 'silent',
	needs: ['https'],
	explain: (facts, open) => {
		const candidates = open.filter((seen) => canAccuse(seen, facts.plan));
		return facts.online ? candidates.flatMap((seen) => explain(seen, facts)) : [];
	},
};

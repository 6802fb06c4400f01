import { foreignAnswer } from '../foreign.ts';
import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

function explain(targets: readonly Observation[], verdict: 'tampered' | 'inconclusive', detail: string): Explanation {
	return { finding: 'block-page', verdict, cause: 'block-page', confidence: 'high', targets, detail };
}

/**
 * Something else answers in the service's place, and says so. Where it answers for everything, no machine is proven
 * online: one finding, nothing accused.
 */
export const foreignAnswerRule: Rule = {
	id: 'foreign-answer',
	needs: ['https'],
	explain: ({ tried, online }, open) => {
		const found = open.flatMap((seen) => {
			const detail = seen.answers.length > 0 ? foreignAnswer(seen, tried) : undefined;
			return detail === undefined ? [] : [{ seen, detail }];
		});
		const [first] = found;
		if (first === undefined) return [];
		if (online) return found.map(({ seen, detail }) => explain([seen], 'tampered', detail));
		return [
			explain(
				found.map(({ seen }) => seen),
				'inconclusive',
				first.detail,
			),
		];
	},
};

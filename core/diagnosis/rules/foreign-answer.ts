import { foreignAnswer } from '../foreign.ts';
import type { Rule } from './types.ts';

/** Something else answers in the service's place, and says so. */
export const foreignAnswerRule: Rule = {
	id: 'foreign-answer',
	needs: ['https'],
	explain: ({ tried }, open) =>
		open.flatMap((seen) => {
			const detail = seen.answers.length > 0 ? foreignAnswer(seen, tried) : undefined;
			if (detail === undefined) return [];
			const cause = 'block-page';
			return [{ finding: cause, verdict: 'tampered', cause, confidence: 'high', targets: [seen], detail }];
		}),
};

import { ofKind, unanswered } from '../facts.ts';
import type { Rule } from './types.ts';

/** TURN hosts of a newer digest: probed, reported, never the cause of a verdict. */
export const unconfirmed: Rule = {
	id: 'unconfirmed',
	needs: ['turn'],
	explain: ({ tried }, open) => {
		const targets = unanswered(open).filter(({ target }) => target.origin === 'unconfirmed');
		const reached = ofKind(tried, 'turn').some(
			({ target, answers }) => target.origin !== 'unconfirmed' && answers.length > 0,
		);
		if (targets.length === 0) return [];
		const finding = reached ? ('turn-unconfirmed' as const) : undefined;
		return [{ finding, verdict: 'inconclusive', cause: 'turn-unanswered', confidence: 'medium', targets }];
	},
};

import type { Rule } from './types.ts';

/**
 * A TURN host that the agent's own calls use and the published list lacks: the list grows, and a firewall that was given
 * its single hosts may hold an old one. Says nothing where the region publishes none.
 */
export const turnUnlisted: Rule = {
	id: 'turn-unlisted',
	needs: ['turn'],
	explain: ({ tried, plan }) => {
		const turn = plan.targets.filter(({ entries }) => entries.includes('connect.media.turn'));
		const published = turn.some(({ origin }) => origin === 'published');
		const targets = tried.filter(
			({ target }) => target.origin === 'learned' && target.entries.includes('connect.media.turn'),
		);
		if (!published || targets.length === 0) return [];
		return [{ finding: 'turn-unlisted', verdict: undefined, cause: 'unknown', confidence: 'high', targets }];
	},
};

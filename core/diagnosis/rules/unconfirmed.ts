import { ofKind, unanswered } from '../facts.ts';
import { suspicionOf } from '../suspicion.ts';
import type { Rule } from './types.ts';

/** TURN hosts of a newer digest: probed, reported while the published ones answer, never the cause of a verdict. */
export const unconfirmed: Rule = {
	id: 'unconfirmed',
	needs: ['turn'],
	explain: (facts, open) => {
		const targets = unanswered(open).filter(({ target }) => target.origin === 'unconfirmed');
		const reached = ofKind(facts.tried, 'turn').some(
			({ target, answers }) => target.origin !== 'unconfirmed' && answers.length > 0,
		);
		const told = ({ refusals }: (typeof targets)[number]) => refusals.length > 0;
		return targets.map((seen) => ({
			finding: reached && (told(seen) || suspicionOf(seen, facts)?.proven) ? 'turn-unconfirmed' : undefined,
			verdict: 'inconclusive',
			cause: told(seen) ? 'turn-not-resolved' : 'turn-unanswered',
			confidence: 'medium',
			targets: [seen],
		}));
	},
};

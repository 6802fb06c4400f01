import { isTelling } from '../facts.ts';
import { isLossy } from '../loss.ts';
import { suspicionOf } from '../suspicion.ts';
import type { Rule } from './types.ts';

/** The network loses packets: what stays silent there is undecided, and the agent learns why. */
export const loss: Rule = {
	id: 'loss',
	needs: ['https'],
	explain: (facts, open) => {
		const lost = facts.loss;
		const undecided = open.filter((seen) => isTelling(seen.target) && suspicionOf(seen, facts)?.proven === false);
		if (!facts.online || undecided.length === 0 || !isLossy(lost)) return [];
		const cause = undecided[0]?.silences.at(-1)?.outcome.code ?? 'tcp-timeout';
		const detail = `${lost.late} of ${lost.answered} targets answered late, ${lost.silent + lost.lookups} rounds without an answer`;
		return [{ finding: 'loss', verdict: 'inconclusive', cause, confidence: 'medium', targets: undecided, detail }];
	},
};

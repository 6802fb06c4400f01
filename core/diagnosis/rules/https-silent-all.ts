import { ofKind } from '../facts.ts';
import type { Rule } from './types.ts';

/** UDP gets out, HTTPS does not at all: a machine that is not proven online accuses nothing. */
export const httpsSilentAll: Rule = {
	id: 'https-silent-all',
	needs: ['https', 'turn'],
	explain: ({ online, tried }, open) => {
		const udp = ofKind(tried, 'turn').some(({ answers }) => answers.length > 0);
		const answered = tried.some(({ target, answers }) => target.protocol === 'tcp' && answers.length > 0);
		const targets = open.filter(({ target }) => target.protocol === 'tcp');
		if (online || !udp || answered || targets.length === 0) return [];
		const settled = targets.every(({ silences }) => silences.every(({ outcome }) => outcome.final));
		const confidence = settled ? 'medium' : 'suspected';
		return [{ finding: 'https-silent.all', verdict: 'inconclusive', cause: 'tcp-timeout', confidence, targets }];
	},
};

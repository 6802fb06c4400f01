import { quickestMs } from '../delay.ts';
import { ofKind, silentWeb } from '../facts.ts';
import type { Rule } from './types.ts';

/** HTTPS takes three round trips and more: from here on it may well take longer than it is waited for, ms. */
const TOO_FAR_MS = 1000;

/** UDP gets out, HTTPS does not at all: a machine that is not proven online accuses nothing. */
export const httpsSilentAll: Rule = {
	id: 'https-silent-all',
	needs: ['https', 'turn'],
	explain: ({ observations, online, tried }, open) => {
		const turn = ofKind(tried, 'turn');
		const udp = turn.some(({ answers }) => answers.length > 0) && (quickestMs(turn) ?? 0) < TOO_FAR_MS;
		const web = silentWeb(observations, tried);
		const answered = tried.some(({ target, answers }) => target.protocol === 'tcp' && answers.length > 0);
		const targets = open.filter(({ target }) => target.protocol === 'tcp');
		if (online || !udp || answered || web === 'none' || targets.length === 0) return [];
		const confidence = web === 'settled' ? 'medium' : 'suspected';
		return [{ finding: 'https-silent.all', verdict: 'inconclusive', cause: 'tcp-timeout', confidence, targets }];
	},
};

import { isOutside, isTelling, silentWeb, unanswered } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

const saysOffline = ({ prevented }: Observation) => prevented.some(({ outcome }) => outcome.code === 'offline');

/** Nothing answers at all, or the browser says so: one finding, nothing accused. */
export const offline: Rule = {
	id: 'offline',
	needs: [],
	explain: ({ environment, observations, online, tried }, open) => {
		const outside = tried.filter((seen) => isOutside(seen) && isTelling(seen.target));
		const nothing = outside.length > 0 && unanswered(outside).length === outside.length;
		// Where a rule before this one knows why the web fails, silent UDP is no news.
		if (online || !nothing || open.length < tried.length) return [];
		const told = !environment.online || open.some(saysOffline);
		const web = silentWeb(observations, tried);
		// Before anything is settled, a few silent targets are no sign of being offline.
		if (!told && web === 'none') return [];
		const confidence = told || web === 'settled' ? 'high' : 'suspected';
		return [{ finding: 'offline', verdict: 'inconclusive', cause: 'offline', confidence, targets: unanswered(open) }];
	},
};

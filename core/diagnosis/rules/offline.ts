import { ofKind, unanswered } from '../facts.ts';
import type { Rule } from './types.ts';

/** Nothing answers at all, or the browser says so: one finding, nothing accused. */
export const offline: Rule = {
	id: 'offline',
	needs: [],
	explain: ({ environment, online, tried }, open) => {
		const nothing = unanswered(tried).length === tried.length;
		const told = !environment.online || open.some(({ prevented }) => prevented.some(isOffline));
		if (online || tried.length === 0 || !nothing) return [];
		const settled = tried.every(({ silences }) => silences.every(({ outcome }) => outcome.final));
		if (!told && !settled && ofKind(tried, 'https').length < 2) return [];
		const confidence = told || settled ? 'high' : 'suspected';
		return [{ finding: 'offline', verdict: 'inconclusive', cause: 'offline', confidence, targets: open }];
	},
};

const isOffline = ({ outcome }: { readonly outcome: { readonly code: string } }) => outcome.code === 'offline';

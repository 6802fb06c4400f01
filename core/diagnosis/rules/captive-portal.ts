import type { Rule } from './types.ts';

/** The browser's own check, or a neutral host, found a portal, and nothing of ours got past it. */
export const captivePortal: Rule = {
	id: 'captive-portal',
	needs: [],
	explain: ({ environment, online }, open) => {
		const seen = environment.captivePortal === true || environment.portalAtNeutralHost === true;
		if (!seen || online || open.length === 0) return [];
		const cause = 'captive-portal';
		return [{ finding: cause, verdict: 'inconclusive', cause, confidence: 'high', targets: open }];
	},
};

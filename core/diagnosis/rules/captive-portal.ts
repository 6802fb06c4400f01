import { isOutside, ofKind } from '../facts.ts';
import { portalOf } from '../foreign.ts';
import type { Rule } from './types.ts';

/** The browser's own check, a neutral host, or where everything leads shows a portal, and nothing of ours got past it. */
export const captivePortal: Rule = {
	id: 'captive-portal',
	needs: [],
	explain: ({ environment, online, tried }, open) => {
		const told = environment.captivePortal === true || environment.portalAtNeutralHost === true;
		const seen = told || portalOf(ofKind(tried, 'https').filter(isOutside)) !== undefined;
		if (!seen || online || open.length === 0) return [];
		const cause = 'captive-portal';
		return [{ finding: cause, verdict: 'inconclusive', cause, confidence: 'high', targets: open }];
	},
};

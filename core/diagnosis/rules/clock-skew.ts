import { ofKind } from '../facts.ts';
import { skewOf } from '../skew.ts';
import type { Rule } from './types.ts';

/** Everything gets through, and the servers' clocks agree that this one is wrong: sign-in will fail. */
export const clockSkew: Rule = {
	id: 'clock-skew',
	needs: ['https'],
	explain: ({ tried }) => {
		const answering = ofKind(tried, 'https').filter(({ answers }) => answers.length > 0);
		const skew = skewOf(tried);
		if (skew === 0) return [];
		const detail = `${Math.round(Math.abs(skew) / 60_000)} minutes ${skew > 0 ? 'slow' : 'fast'}`;
		const cause = 'clock-wrong';
		return [{ finding: cause, verdict: undefined, cause, confidence: 'high', targets: answering, detail }];
	},
};

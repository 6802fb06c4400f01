import { ofKind } from '../facts.ts';
import type { Rule } from './types.ts';

/** AWS refuses signed requests that are older than 5 minutes: docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html */
const TOLERATED_MS = 5 * 60_000;

/** Everything gets through, and the servers' clocks agree that this one is wrong: sign-in will fail. */
export const clockSkew: Rule = {
	id: 'clock-skew',
	needs: ['https'],
	explain: ({ tried }) => {
		const answering = ofKind(tried, 'https').filter(({ answers }) => answers.length > 0);
		const skews = answering.flatMap(({ answers }) => answers.flatMap(({ outcome }) => outcome.clockSkewMs ?? []));
		const middle = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)] ?? 0;
		if (Math.abs(middle) <= TOLERATED_MS) return [];
		const detail = `${Math.round(Math.abs(middle) / 60_000)} minutes ${middle > 0 ? 'slow' : 'fast'}`;
		const cause = 'clock-wrong';
		return [{ finding: cause, verdict: undefined, cause, confidence: 'high', targets: answering, detail }];
	},
};

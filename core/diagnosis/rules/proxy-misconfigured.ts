import type { Rule } from './types.ts';
import { wholeMachine } from './whole-machine.ts';

/** The proxy settings themselves are wrong. */
export const proxyMisconfigured: Rule = {
	id: 'proxy-misconfigured',
	needs: ['https'],
	explain: (facts, open) => wholeMachine(facts, open, 'proxy-misconfigured', ['proxy-misconfigured']),
};

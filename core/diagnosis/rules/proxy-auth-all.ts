import type { Rule } from './types.ts';
import { wholeMachine } from './whole-machine.ts';

/** The proxy wants a sign-in from everything. */
export const proxyAuthAll: Rule = {
	id: 'proxy-auth-all',
	needs: ['https'],
	explain: (facts, open) => wholeMachine(facts, open, 'proxy-auth.all', ['proxy-auth']),
};

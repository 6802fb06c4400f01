import type { Rule } from './types.ts';
import { wholeMachine } from './whole-machine.ts';

/** The proxy that the browser is told to use does not answer: one finding. */
export const proxyDead: Rule = {
	id: 'proxy-dead',
	needs: ['https'],
	explain: (facts, open) => wholeMachine(facts, open, 'proxy-unreachable', ['proxy-unreachable']),
};

import type { Rule } from './types.ts';
import { wholeMachine } from './whole-machine.ts';

/** No name resolves: the resolver, not an entry. */
export const dnsAll: Rule = {
	id: 'dns-all',
	needs: ['https'],
	explain: (facts, open) => wholeMachine(facts, open, 'dns.all', ['dns-not-resolved', 'dns-timeout']),
};

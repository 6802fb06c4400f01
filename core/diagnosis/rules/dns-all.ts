import { wholeMachine } from './whole-machine.ts';

/** No name resolves: the resolver, not an entry. */
export const dnsAll = wholeMachine({ id: 'dns-all', finding: 'dns.all', codes: ['dns-not-resolved', 'dns-timeout'] });

import { wholeMachine } from './whole-machine.ts';

/** The proxy wants a sign-in for everything. */
export const proxyAuthAll = wholeMachine({ id: 'proxy-auth-all', finding: 'proxy-auth.all', codes: ['proxy-auth'] });

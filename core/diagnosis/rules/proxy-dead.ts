import { wholeMachine } from './whole-machine.ts';

/** The proxy that the browser is told to use does not answer. */
export const proxyDead = wholeMachine({ id: 'proxy-dead', finding: 'proxy-unreachable', codes: ['proxy-unreachable'] });

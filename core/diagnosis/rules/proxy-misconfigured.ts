import { wholeMachine } from './whole-machine.ts';

/** The proxy settings themselves are wrong. */
export const proxyMisconfigured = wholeMachine({
	id: 'proxy-misconfigured',
	finding: 'proxy-misconfigured',
	codes: ['proxy-misconfigured'],
});

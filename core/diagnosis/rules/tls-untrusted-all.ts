import { wholeMachine } from './whole-machine.ts';

/** No certificate is trusted: a captive portal, or inspection whose root is missing here. */
export const tlsUntrustedAll = wholeMachine({
	id: 'tls-untrusted-all',
	finding: 'tls-untrusted.all',
	codes: ['tls-untrusted', 'tls-inspected', 'tls-broken'],
});

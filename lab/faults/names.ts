import * as v from 'valibot';
import { defineFault, hostPattern, matching } from './types.ts';

/** The resolver says that there is no such name. */
export const dnsNxdomain = defineFault('dns-nxdomain', { host: hostPattern }, ({ host }, context) => [
	{ kind: 'name', hosts: matching(host, context), answer: { type: 'nxdomain' } },
]);

/** The resolver never answers for the name. */
export const dnsTimeout = defineFault('dns-timeout', { host: hostPattern }, ({ host }, context) => [
	{ kind: 'name', hosts: matching(host, context), answer: { type: 'timeout' } },
]);

const address = v.pipe(v.string('an IPv4 address'), v.ipv4('an IPv4 address'));

/** The resolver gives another address for the name. */
export const dnsSinkhole = defineFault('dns-sinkhole', { host: hostPattern, address }, (parameters, context) => [
	{
		kind: 'name',
		hosts: matching(parameters.host, context),
		answer: { type: 'address', address: parameters.address },
	},
]);

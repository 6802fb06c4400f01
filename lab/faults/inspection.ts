import * as v from 'valibot';
import type { Interceptor } from '../net/effects.ts';
import type { BlockPage } from '../servers/protocol.ts';
import { defineFault, type FaultContext, hostPattern, matching, port } from './types.ts';

const where = { host: hostPattern, port: v.optional(port) };
const hostsOf = (host: string, context: FaultContext) => (host === '*' ? 'any' : matching(host, context));

function interception(name: string, by: Interceptor) {
	return defineFault(name, where, (parameters, context) => [
		{ kind: 'intercept', hosts: hostsOf(parameters.host, context), port: parameters.port, by },
	]);
}

/** TLS is opened and signed again by an authority that no browser here trusts. */
export const tlsUntrusted = interception('tls-untrusted', 'untrusted');

/** TLS is opened and signed again by the company's authority, which its browsers trust. */
export const tlsInspection = interception('tls-inspection', 'inspection');

const STATUS = 'a final HTTP status, 200 to 599';
const HEADER = 'a text of printable ASCII';

/** What a page of the company's filter says of itself; by default what Zscaler's do. */
const pageEntries = {
	status: v.optional(
		v.pipe(v.number(STATUS), v.integer(STATUS), v.minValue(200, STATUS), v.maxValue(599, STATUS)),
		403,
	),
	/** Header `server`; empty: none, so that nothing tells the product. */
	server: v.optional(v.pipe(v.string(HEADER), v.regex(/^[ -~]*$/, HEADER)), 'Zscaler/6.2'),
};
const pageOf = ({ status, server }: { readonly status: number; readonly server: string }): BlockPage => ({
	status,
	headers: server === '' ? {} : { server },
});

/** The company's filter answers in the host's place, with a certificate that its browsers trust. */
export const blockPage = defineFault('block-page', { ...where, ...pageEntries }, (parameters, context) => [
	{
		kind: 'intercept',
		hosts: hostsOf(parameters.host, context),
		port: parameters.port,
		by: 'block-page',
		page: pageOf(parameters),
	},
]);

const path = v.pipe(v.string('a path'), v.startsWith('/', 'a path, from the slash on'));

/** The company opens the host's TLS and answers one path of it, and what is below, with its block page. */
export const pathBlock = defineFault(
	'path-block',
	{ host: hostPattern, path, ...pageEntries },
	(parameters, context) => {
		const hosts = hostsOf(parameters.host, context);
		return [
			{ kind: 'intercept', hosts, by: 'inspection' },
			{ kind: 'edit', hosts, edit: { type: 'block-path', path: parameters.path, page: pageOf(parameters) } },
		];
	},
);

/** The company opens the host's TLS and carries no web socket: the upgrade reaches the service as a plain request. */
export const websocketStrip = defineFault('websocket-strip', { host: hostPattern }, ({ host }, context) => {
	const hosts = hostsOf(host, context);
	return [
		{ kind: 'intercept', hosts, by: 'inspection' },
		{ kind: 'edit', hosts, edit: { type: 'strip-websocket' } },
	];
});

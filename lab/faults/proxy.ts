import { defineFault, hostPattern, matching } from './types.ts';

/** The office reaches the web through an explicit proxy alone. */
export const proxy = defineFault('proxy', {}, () => [{ kind: 'proxy', state: 'open', denied: [] }]);

/** The proxy answers CONNECT to the host with 403. */
export const proxyDeny = defineFault('proxy-deny', { host: hostPattern }, ({ host }, context) => [
	{ kind: 'proxy', state: 'open', denied: matching(host, context) },
]);

/** The proxy wants a sign-in that the browser does not have: 407. */
export const proxyAuth = defineFault('proxy-auth', {}, () => [{ kind: 'proxy', state: 'auth', denied: [] }]);

/** The proxy that the browser is told to use does not answer. */
export const proxyDead = defineFault('proxy-dead', {}, () => [{ kind: 'proxy', state: 'dead', denied: [] }]);

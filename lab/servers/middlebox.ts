import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { forward, tunnel, type Upstream } from './forward.ts';
import { type BlockPage, MiddleboxConfig } from './protocol.ts';

// What stands between office and internet and opens connections: `middlebox.ts CONFIG.json`. Ends with its input.

const config = v.parse(MiddleboxConfig, JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const ca = readFileSync(config.authority, 'utf8');

const hostOf = (request: IncomingMessage) => (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');

function upstreamOf(request: IncomingMessage, secure: boolean): Upstream {
	const host = hostOf(request);
	const asked = Number(/:(\d+)$/.exec(request.headers.host ?? '')?.[1]);
	return { host, address: config.addresses[host] ?? '', port: asked || (secure ? 443 : 80), secure, ca };
}

function block({ status, headers }: BlockPage): RequestListener {
	const body = '<!doctype html><title>Access denied</title><h1>This site is blocked by your organisation</h1>';
	return (_request, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
}

function portal(request: IncomingMessage, response: ServerResponse): void {
	if (hostOf(request) === new URL(config.portal).hostname) response.end('<!doctype html><title>Sign in</title>');
	else response.writeHead(302, { location: config.portal, 'cache-control': 'no-store' }).end();
}

/** The company's rules for a request that it has opened. */
function editsFor(request: IncomingMessage) {
	const applying = config.edits.filter(({ hosts }) => hosts === 'any' || hosts.includes(hostOf(request)));
	const path = (request.url ?? '/').split('?')[0] ?? '/';
	const under = (rule: string) => path === rule || path.startsWith(rule.endsWith('/') ? rule : `${rule}/`);
	const edits = applying.map(({ edit }) => edit);
	return {
		page: edits.flatMap((edit) => (edit.type === 'block-path' && under(edit.path) ? [edit.page] : []))[0],
		stripsWebSocket: edits.some((edit) => edit.type === 'strip-websocket'),
	};
}

function inspect(secure: boolean): RequestListener {
	return (request, response) => {
		const { page } = editsFor(request);
		if (page !== undefined) return block(page)(request, response);
		return forward(upstreamOf(request, secure))(request, response);
	};
}

/** Answers on a socket that asked to be upgraded, as if it had not. */
function answerPlainly(request: IncomingMessage, socket: Duplex, answer: RequestListener): void {
	const response = new ServerResponse(request);
	response.assignSocket(socket as never);
	response.shouldKeepAlive = false;
	response.on('finish', () => socket.end());
	answer(request, response);
}

function upgrade(request: IncomingMessage, socket: Duplex): void {
	const { page, stripsWebSocket } = editsFor(request);
	const upstream = upstreamOf(request, true);
	if (page !== undefined) answerPlainly(request, socket, block(page));
	else if (stripsWebSocket) answerPlainly(request, socket, forward(upstream, true));
	else tunnel(upstream, request, socket);
}

const LISTENERS: Readonly<Record<MiddleboxConfig['listeners'][number]['does'], (secure: boolean) => RequestListener>> =
	{
		forward: inspect,
		block: () => block(config.page),
		portal: () => portal,
	};

for (const { does, port, certificate } of config.listeners) {
	const listener = LISTENERS[does](certificate !== undefined);
	const files = certificate && { cert: readFileSync(certificate.chain), key: readFileSync(certificate.key) };
	const server = files === undefined ? createHttp(listener) : createHttps(files, listener);
	if (does === 'forward') server.on('upgrade', upgrade);
	server.on('tlsClientError', () => undefined);
	server.listen(port, '0.0.0.0');
}
process.stdin.on('close', () => process.exit(0)).resume();

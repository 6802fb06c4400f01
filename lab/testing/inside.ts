import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { Probe, Seen } from './look.ts';

// Runs inside a namespace, without a browser: `inside.ts PROBE` writes one line of JSON that says what was seen.

const TIMEOUT_MS = 1500;
const silent = (): Promise<Seen> =>
	new Promise((done) => setTimeout(() => done({ error: 'silent' }), TIMEOUT_MS).unref());
const codeOf = (error: unknown): Seen => ({ error: (error as NodeJS.ErrnoException).code ?? String(error) });

function lookup(name: string): Promise<Seen> {
	const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
	return resolver.resolve4(name).then((addresses) => ({ addresses }), codeOf);
}

/** A Binding request (RFC 8489): 20 bytes, no attribute. */
const binding = () => Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);

function stun(address: string, port: number): Promise<Seen> {
	const socket = createSocket('udp4');
	const started = performance.now();
	return new Promise((done) => {
		socket.on('error', (error) => done(codeOf(error)));
		socket.on('message', () => done({ status: 200, elapsedMs: performance.now() - started }));
		socket.connect(port, address, (error?: Error) => (error ? done(codeOf(error)) : socket.send(binding())));
	});
}

async function many(address: string, port: number, count: number): Promise<Seen> {
	const socket = createSocket('udp4');
	let received = 0;
	socket.on('message', () => {
		received += 1;
	});
	for (let sent = 0; sent < count; sent += 1) {
		socket.send(binding(), port, address);
		await delay(1);
	}
	await delay(500);
	return { received };
}

const UPGRADE = {
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
	'sec-websocket-version': '13',
};

async function seen(response: IncomingMessage, started: number): Promise<Seen> {
	const headers = response.headers as Record<string, string>;
	const issuer = response.socket instanceof TLSSocket ? response.socket.getPeerCertificate().issuer.O : undefined;
	const body = (await text(response)).slice(0, 500);
	const answer = { status: response.statusCode ?? 0, headers, body, elapsedMs: performance.now() - started };
	return typeof issuer === 'string' ? { ...answer, issuer } : answer;
}

function get(url: string, caFiles: readonly string[], upgrade: boolean): Promise<Seen> {
	const ca = caFiles.map((file) => readFileSync(file, 'utf8'));
	const headers = upgrade ? UPGRADE : {};
	const started = performance.now();
	return new Promise((done) => {
		const take = (response: IncomingMessage) => done(seen(response, started));
		const call = url.startsWith('https:') ? request(url, { ca, headers }, take) : plainRequest(url, { headers }, take);
		call.on('error', (error) => done(codeOf(error)));
		call.end();
	});
}

/** Asks a proxy for a tunnel: what it answers. */
function tunnel(proxy: string, to: string): Promise<Seen> {
	const [host = '', port] = proxy.split(':');
	return new Promise((done) => {
		const call = plainRequest({ host, port: Number(port), method: 'CONNECT', path: to });
		call.on('connect', ({ statusCode = 0 }, socket) => {
			socket.destroy();
			done({ status: statusCode });
		});
		call.on('error', (error) => done(codeOf(error)));
		call.end();
	});
}

function run(probe: Exclude<Probe, { kind: 'many' }>): Promise<Seen> {
	if (probe.kind === 'lookup') return lookup(probe.name);
	if (probe.kind === 'stun') return stun(probe.address, probe.port);
	if (probe.kind === 'tunnel') return tunnel(probe.proxy, probe.to);
	return get(probe.url, probe.caFiles, probe.upgrade ?? false);
}

const probe: Probe = JSON.parse(process.argv[2] ?? '');
const isCount = probe.kind === 'many';
const outcome = isCount ? many(probe.address, probe.port, probe.count) : Promise.race([run(probe), silent()]);
process.stdout.write(JSON.stringify(await outcome), () => process.exit(0));

import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
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
function stun(address: string, port: number): Promise<Seen> {
	const packet = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
	const socket = createSocket('udp4');
	const started = performance.now();
	return new Promise((done) => {
		socket.on('error', (error) => done(codeOf(error)));
		socket.on('message', () => done({ status: 200, elapsedMs: performance.now() - started }));
		socket.connect(port, address, () => socket.send(packet));
	});
}

function get(url: string, caFiles: readonly string[], upgrade: boolean): Promise<Seen> {
	const agent = new Agent({ ca: caFiles.map((file) => readFileSync(file, 'utf8')) });
	const headers = upgrade
		? {
				connection: 'Upgrade',
				upgrade: 'websocket',
				'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
				'sec-websocket-version': '13',
			}
		: {};
	const started = performance.now();
	return new Promise((done) => {
		const options = url.startsWith('https:') ? { agent, headers } : { headers };
		const call = (url.startsWith('https:') ? request : plainRequest)(url, options, (response) => {
			const { statusCode: status = 0, headers: found } = response;
			const chunks: Buffer[] = [];
			response.on('data', (chunk) => chunks.push(chunk));
			response.on('end', () => {
				const body = Buffer.concat(chunks).toString('utf8').slice(0, 500);
				done({ status, headers: found as Record<string, string>, body, elapsedMs: performance.now() - started });
			});
		});
		call.on('error', (error) => done(codeOf(error)));
		call.end();
	});
}

function run(probe: Probe): Promise<Seen> {
	if (probe.kind === 'lookup') return lookup(probe.name);
	if (probe.kind === 'stun') return stun(probe.address, probe.port);
	return get(probe.url, probe.caFiles, probe.upgrade ?? false);
}

const probe: Probe = JSON.parse(process.argv[2] ?? '');
process.stdout.write(JSON.stringify(await Promise.race([run(probe), silent()])), () => process.exit(0));
await silent();

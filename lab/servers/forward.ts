import type { IncomingMessage, RequestListener } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

/** Where the real server stands and whether it speaks TLS. */
export interface Upstream {
	readonly host: string;
	readonly address: string;
	readonly port: number;
	readonly secure: boolean;
	readonly ca: string;
}

const HOP_BY_HOP = ['connection', 'upgrade', 'keep-alive', 'transfer-encoding'];

/** Asks the real server and hands its answer on; with `plain`, as if no upgrade had been asked for. */
export function forward(upstream: Upstream, plain = false): RequestListener {
	return (incoming, outgoing) => {
		const { host, address, port, secure, ca } = upstream;
		const own = Object.entries(incoming.headers).filter(
			([name]) => !plain || !/^(connection|upgrade|sec-websocket-)/.test(name),
		);
		const options = { host: address, port, servername: host, ca, method: incoming.method, path: incoming.url };
		const call = (secure ? request : plainRequest)({ ...options, headers: Object.fromEntries(own) }, (answer) => {
			const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
			outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers) as Record<string, string>);
			answer.pipe(outgoing);
		});
		call.on('error', () => outgoing.destroy());
		incoming.pipe(call);
	};
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
	const lines: string[] = [`${method} ${url} HTTP/1.1`];
	for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
	return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Carries an upgrade through, byte by byte. */
export function tunnel({ host, address, port, ca }: Upstream, incoming: IncomingMessage, client: Duplex): void {
	const server = connectTls({ host: address, port, servername: host, ca }, () => {
		server.write(headOf(incoming));
		client.pipe(server).pipe(client);
	});
	server.on('error', () => client.destroy());
	client.on('error', () => server.destroy());
}

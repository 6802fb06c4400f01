import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import { cloudApp } from './app.ts';
import { CloudConfig } from './protocol.ts';

// The web servers of the lab's cloud: `cloud.ts CONFIG.json`. They end with their standard input.

const config = v.parse(CloudConfig, JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const listener = getRequestListener(cloudApp(config.ipRanges, config.page).fetch);
const certificate = { cert: readFileSync(config.chain), key: readFileSync(config.key) };

/** Signalling of a CCP that brings its token: whatever it invites is accepted. */
const signalling = new WebSocketServer({ noServer: true });
signalling.on('connection', (socket) => socket.on('message', () => socket.send('{"method":"accept"}')));

function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
	const token = new URL(request.url ?? '/', 'https://lab').searchParams.get('X-Amz-Security-Token');
	const known = token !== null && token === config.page?.token;
	if (!known) refuseUpgrade(socket);
	else signalling.handleUpgrade(request, socket, head, (client) => signalling.emit('connection', client));
}

/** The real service refuses a web socket that brings no token of the CCP. */
function refuseUpgrade(socket: Duplex): void {
	socket.on('error', () => undefined);
	const head = [
		'HTTP/1.1 403 Forbidden',
		`x-amzn-requestid: ${randomUUID()}`,
		'content-length: 0',
		'connection: close',
	];
	socket.end(`${head.join('\r\n')}\r\n\r\n`);
}

for (const port of config.ports) {
	const server = createHttps(certificate, listener);
	server.on('upgrade', upgrade);
	server.on('tlsClientError', () => undefined);
	server.listen(port, '0.0.0.0');
}
createHttp(listener).listen(80, '0.0.0.0');
process.stdin.on('close', () => process.exit(0)).resume();

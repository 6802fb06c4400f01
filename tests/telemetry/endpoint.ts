import { readFileSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';

const Value = v.looseObject({ stringValue: v.optional(v.string()) });
const Attributes = v.array(v.object({ key: v.string(), value: Value }));
const Export = v.object({
	resourceLogs: v.array(
		v.object({
			resource: v.object({ attributes: Attributes }),
			scopeLogs: v.array(v.object({ logRecords: v.array(v.looseObject({ attributes: Attributes })) })),
		}),
	),
});

/** One record as it arrived. */
export interface Received {
	/** ms since the epoch. */
	readonly at: number;
	readonly token: string;
	readonly name: string;
	readonly uid: string;
	/** Texts of the record and its resource. */
	readonly texts: Readonly<Record<string, string>>;
}

export interface Endpoint {
	readonly port: number;
	readonly url: string;
	/** Every record that ever arrived, those of refused requests too. */
	readonly records: Received[];
	/** Requests, without preflights. */
	readonly requests: { readonly at: number; readonly uids: readonly string[] }[];
	/** What the next requests are answered; the default acknowledges. */
	answer: (c: Context) => Response | Promise<Response>;
	close(): Promise<void>;
}

export interface EndpointOptions {
	readonly port?: number;
	/** Certificate and key: then it speaks https, as `localhost`. */
	readonly tls?: { readonly chain: string; readonly key: string };
}

export const acknowledge = (c: Context) => c.json({});

/** A real endpoint on loopback, as strict about CORS as a collector is. */
export async function startEndpoint({ port = 0, tls }: EndpointOptions = {}): Promise<Endpoint> {
	const records: Received[] = [];
	const requests: Endpoint['requests'] = [];
	const app = new Hono();
	app.use(
		'/v1/logs',
		cors({ maxAge: 7200, origin: (origin) => (/^(chrome|moz)-extension:/.test(origin) ? origin : null) }),
	);
	app.post('/v1/logs', async (c) => {
		const arrived = await recordsOf(c);
		records.push(...arrived);
		requests.push({ at: Date.now(), uids: arrived.map(({ uid }) => uid) });
		return endpoint.answer(c);
	});
	const secure = tls && {
		createServer: createSecureServer,
		serverOptions: { cert: readFileSync(tls.chain), key: readFileSync(tls.key) },
	};
	const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1', ...secure });
	await new Promise((done) => server.once('listening', done));
	const taken = (server.address() as AddressInfo).port;
	const endpoint: Endpoint = {
		port: taken,
		url: tls ? `https://localhost:${taken}` : `http://127.0.0.1:${taken}`,
		records,
		requests,
		answer: acknowledge,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				if ('closeAllConnections' in server) server.closeAllConnections();
			}),
	};
	return endpoint;
}

async function recordsOf(c: Context): Promise<Received[]> {
	const sent = Buffer.from(await c.req.arrayBuffer());
	// What is sent as the browser ends is not compressed.
	const body = (c.req.header('content-encoding') === 'gzip' ? gunzipSync(sent) : sent).toString('utf8');
	const token = (c.req.header('authorization') ?? '').replace('Bearer ', '');
	const { resourceLogs } = v.parse(Export, JSON.parse(body));
	return resourceLogs.flatMap(({ resource, scopeLogs }) =>
		scopeLogs.flatMap(({ logRecords }) =>
			logRecords.map(({ attributes }) => {
				const texts = { ...textsOf(resource.attributes), ...textsOf(attributes) };
				return { at: Date.now(), token, name: texts['event.name'] ?? '', uid: texts['log.record.uid'] ?? '', texts };
			}),
		),
	);
}

function textsOf(attributes: v.InferOutput<typeof Attributes>): Record<string, string> {
	return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? JSON.stringify(value)]));
}

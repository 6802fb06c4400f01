import { ClickHouseError } from '@clickhouse/client';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { apiRoutes } from './api/route.ts';
import { type AuthOptions, createAuth } from './auth/route.ts';
import type { Tokens } from './auth/tokens.ts';
import { ingestRoutes } from './ingest/route.ts';
import { createMetrics } from './metrics.ts';
import type { Store } from './store/store.ts';
import { createWriter } from './store/writer.ts';

export interface AppOptions {
	readonly store: Store;
	readonly tokens: Tokens;
	readonly password: string;
	readonly trusted?: AuthOptions['trusted'];
	readonly retentionDays: number;
	readonly log: Pick<Logger, 'error'>;
	/** ms since the epoch. */
	readonly now: () => number;
	readonly freshMs?: number | undefined;
}

/** Bytes that the dashboard may send: a sign-in or a site's name. */
const MAX_BODY = 16 * 1024;
const DIST = new URL('dist/', import.meta.url).pathname;

/** All that the collector answers. */
export function createApp({ store, tokens, password, trusted, retentionDays, log, now, freshMs }: AppOptions) {
	const writer = createWriter(store, now);
	const metrics = createMetrics(writer.waiting);
	const auth = createAuth({ password, trusted, now });
	const app = new Hono()
		.use(
			secureHeaders({
				contentSecurityPolicy: {
					defaultSrc: ["'none'"],
					scriptSrc: ["'self'"],
					styleSrc: ["'self'"],
					imgSrc: ["'self'", 'data:'],
					connectSrc: ["'self'"],
					formAction: ["'self'"],
					baseUri: ["'none'"],
					frameAncestors: ["'none'"],
				},
				// an extension's page reads the answers of /v1/logs
				crossOriginResourcePolicy: false,
			}),
		)
		.get('/healthz', async (c) =>
			(await isAlive(store)) ? c.text('ok') : c.text('the store does not answer, or cannot store', 503),
		)
		.get('/metrics', async (c) => c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }))
		.route('/', ingestRoutes({ tokens, writer, metrics, retentionDays, now }))
		.use('/api/*', bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json({ message: 'body too large' }, 413) }))
		.route('/', auth.routes)
		.use('/api/*', auth.required)
		.route('/', apiRoutes({ store, tokens, now, freshMs }))
		.use(
			'/assets/*',
			serveStatic({ root: DIST, onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }),
		)
		.get('/assets/*', (c) => c.notFound())
		.get('/*', serveStatic({ root: DIST, rewriteRequestPath: () => '/index.html' }))
		.onError((error, c) => {
			if (error instanceof HTTPException) return error.getResponse();
			log.error({ error: error.message, path: c.req.path }, 'request failed');
			if (error instanceof ClickHouseError)
				return c.json({ message: 'the store cannot do that now: is its disk full?' }, 503);
			return c.json({ message: 'internal error' }, 500);
		});
	return { app, writer };
}

const isAlive = (store: Store): Promise<boolean> =>
	store.check().then(
		() => true,
		() => false,
	);

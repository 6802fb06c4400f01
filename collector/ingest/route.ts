import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Token, Tokens } from '../auth/tokens.ts';
import type { Metrics } from '../metrics.ts';
import { WriteError, type Writer } from '../store/writer.ts';
import { createCardinality } from './cardinality.ts';
import { BadRequest, type Decoded, decodeLogs, TooManyRecords } from './decode.ts';
import { LIMITS, RATES } from './limits.ts';
import { createRateLimit, type RateLimit } from './rate.ts';

export interface IngestOptions {
	readonly tokens: Tokens;
	readonly writer: Writer;
	readonly metrics: Metrics;
	readonly retentionDays: number;
	readonly now: () => number;
}

interface Ingest extends IngestOptions {
	readonly cardinality: ReturnType<typeof createCardinality>;
	readonly perToken: RateLimit;
	readonly perInstall: RateLimit;
}

const inflate = promisify(gunzip);
const UNREAD: ReadonlySet<number> = new Set([401, 405, 413, 415]);
/** Extensions have no host permission here: the browser asks first. */
const EXTENSION_ORIGIN = /^(chrome|moz)-extension:\/\/[a-z0-9-]+$/;

/** `POST /v1/logs`: OTLP/HTTP, JSON, gzip or not. Every answer says what the sender is to do next. */
export function ingestRoutes(options: IngestOptions): Hono {
	const ingest: Ingest = {
		...options,
		cardinality: createCardinality(options.now),
		perToken: createRateLimit(RATES.token, options.now),
		perInstall: createRateLimit(RATES.install, options.now),
	};
	return new Hono()
		.use(
			'/v1/logs',
			cors({
				origin: (origin) => (EXTENSION_ORIGIN.test(origin) ? origin : null),
				allowMethods: ['POST'],
				allowHeaders: ['Authorization', 'Content-Type', 'Content-Encoding'],
				exposeHeaders: ['Retry-After', 'Date'],
				maxAge: 7200,
			}),
		)
		.use('/v1/logs', bodyLimit({ maxSize: LIMITS.body, onError: (c) => answer(c, ingest, 413, 'body too large') }))
		.post('/v1/logs', (c) => receive(c, ingest))
		.all('/v1/logs', (c) => answer(c, ingest, 405, 'POST only', { Allow: 'POST' }));
}

async function receive(c: Context, ingest: Ingest): Promise<Response> {
	const token = ingest.tokens.verify(/^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
	if (!token) return answer(c, ingest, 401, 'unknown token', { 'WWW-Authenticate': 'Bearer' });
	if (!/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? '')) {
		return answer(c, ingest, 415, 'send application/json: protobuf is not supported');
	}
	const text = await bodyOf(c);
	if (typeof text === 'number') return answer(c, ingest, text, text === 413 ? 'body too large' : 'unreadable body');
	if (hasTooManyValues(text)) return answer(c, ingest, 413, `more than ${LIMITS.values} values`);
	const decoded = decode(text, token, ingest);
	if (decoded instanceof Error)
		return answer(c, ingest, decoded instanceof TooManyRecords ? 413 : 400, decoded.message);
	const wait = waitFor(decoded, token, ingest);
	if (wait > 0) return answer(c, ingest, 429, 'too many records', { 'Retry-After': String(wait) });
	return store(c, decoded, text.length, ingest);
}

/** The body as text, or the status to answer. */
async function bodyOf(c: Context): Promise<string | 400 | 413 | 415> {
	const encoding = c.req.header('content-encoding')?.toLowerCase() ?? 'identity';
	if (encoding === 'identity') return c.req.text();
	if (encoding !== 'gzip') return 415;
	return inflate(await c.req.arrayBuffer(), { maxOutputLength: LIMITS.inflated }).then(
		(bytes) => bytes.toString('utf8'),
		(error: NodeJS.ErrnoException) => (error.code === 'ERR_BUFFER_TOO_LARGE' ? 413 : 400),
	);
}

/** Counts what opens an object or a list, in texts too: nothing honest comes near. */
function hasTooManyValues(text: string): boolean {
	// most are too short for it
	if (text.length <= LIMITS.values) return false;
	let values = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 0x7b || code === 0x5b) values += 1;
	}
	return values > LIMITS.values;
}

function decode(text: string, token: Token, { cardinality, tokens, now, retentionDays }: Ingest): Decoded | Error {
	const { admits, admitsResource } = cardinality(token.id);
	try {
		return decodeLogs(JSON.parse(text), {
			oldest: now() - retentionDays * 86_400_000,
			stamp: (attributes) => tokens.stamp(token, attributes),
			admitsResource,
			admits,
		});
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof BadRequest || error instanceof TooManyRecords) return error;
		throw error;
	}
}

/** The token pays for every record, whatever becomes of it. */
function waitFor({ records, installs }: Decoded, token: Token, { perToken, perInstall }: Ingest): number {
	const waits = [...installs].map(([install, count]) => perInstall.take(`${token.id} ${install}`, count));
	return Math.max(0, ...waits, perToken.take(token.id, records));
}

/** `received`: characters of the request. */
async function store(
	c: Context,
	{ rows, rejected, repeated }: Decoded,
	received: number,
	ingest: Ingest,
): Promise<Response> {
	const started = performance.now();
	const error =
		rows.length === 0
			? undefined
			: await ingest.writer.write(rows, received + repeated).then(
					() => undefined,
					(reason: unknown) => reason,
				);
	if (error instanceof WriteError) {
		if (error.reason === 'data') return answer(c, ingest, 400, 'records cannot be stored');
		return answer(c, ingest, 503, 'cannot store now', { 'Retry-After': '5' });
	}
	if (error !== undefined) throw error;
	ingest.metrics.accepted(rows.length, performance.now() - started);
	for (const [reason, count] of rejected) ingest.metrics.rejected(reason, count);
	const refused = [...rejected.values()].reduce((sum, count) => sum + count, 0);
	ingest.metrics.answered(200);
	if (refused === 0) return c.json({});
	return c.json({
		partialSuccess: { rejectedLogRecords: String(refused), errorMessage: [...rejected.keys()].join(', ') },
	});
}

/** An error as OTLP has it: a `google.rpc.Status` with its message. */
function answer(
	c: Context,
	{ metrics }: Ingest,
	status: 400 | 401 | 405 | 413 | 415 | 429 | 503,
	message: string,
	headers: Record<string, string> = {},
): Response {
	metrics.answered(status);
	// the rest of the body may never be read
	const closing: Record<string, string> = UNREAD.has(status) ? { Connection: 'close' } : {};
	return c.json({ message }, status, { ...closing, ...headers });
}

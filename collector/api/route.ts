import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { HOME, type Tokens } from '../auth/tokens.ts';
import type { Store } from '../store/store.ts';
import { CsvRows, csvOf } from './csv.ts';
import { type Filters, FiltersSchema } from './filters.ts';
import { ROWS, type TableName, VIEWS, type ViewName } from './rows.ts';
import { readTables, readView } from './tables.ts';

export interface ApiOptions {
	readonly store: Store;
	readonly tokens: Tokens;
	/** ms since the epoch. */
	readonly now: () => number;
	/** An answer that is new holds for this long, whatever comes: many may look at a fleet that reports all the time. */
	readonly freshMs?: number | undefined;
}

/** Whether something came is asked for so often, however many look. */
const LOOK_MS = 250;
/** Silence grows with time: looked at anew this often, though nothing came. */
const SILENCE_MS = 15_000;
const MAX_CACHED = 200;
const isView = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);
const Site = v.object({
	site: v.pipe(
		v.string(),
		v.trim(),
		v.maxLength(128, 'at most 128 characters'),
		v.notValue(HOME, 'home workers are no site of a token'),
	),
});

/** What the dashboard reads: `GET /api/VIEW`, `GET /api/VIEW/TABLE.csv`; and the tokens. */
export function apiRoutes({ store, tokens, now, freshMs = 1_000 }: ApiOptions): Hono {
	const stamp = createStamp(store, now, freshMs);
	const cache = new Map<string, Promise<string>>();

	const view = (name: ViewName, filters: Filters, key: string) => {
		const cached =
			cache.get(key) ??
			readView(store, name, filters, now()).then((tables) => JSON.stringify({ at: now(), ...tables }));
		if (!cache.has(key)) cached.catch(() => cache.delete(key));
		cache.set(key, cached);
		for (const old of cache.keys()) if (cache.size > MAX_CACHED) cache.delete(old);
		return cached;
	};

	return new Hono()
		.get('/api/tokens', (c) => c.json(tokens.list()))
		.post('/api/tokens', async (c) => {
			const body = v.safeParse(Site, await c.req.json().catch(() => undefined));
			return body.success
				? c.json({ secret: await tokens.issue(body.output.site) })
				: c.json({ message: `site: ${body.issues[0].message}` }, 400);
		})
		.post('/api/tokens/:id/rotate', async (c) => {
			const secret = await tokens.rotate(c.req.param('id'));
			return secret ? c.json({ secret }) : c.json({ message: 'no such token' }, 404);
		})
		.delete('/api/tokens/:id', async (c) => {
			await tokens.revoke(c.req.param('id'));
			return c.json({});
		})
		.get('/api/:view', async (c) => {
			const asked = request(c);
			if (asked === 'view') return c.json({ message: 'no such view' }, 404);
			if (asked === 'filter') return c.json({ message: 'no such filter' }, 400);
			const version = await stamp();
			const etag = `"${version}"`;
			if (c.req.header('if-none-match') === etag) return c.body(null, 304);
			const body = await view(asked.view, asked.filters, `${version} ${c.req.url}`);
			return c.body(body, 200, { 'Content-Type': 'application/json', ETag: etag, 'Cache-Control': 'no-cache' });
		})
		.get('/api/:view/:table{[a-z-]+\\.csv}', async (c) => {
			const asked = request(c);
			if (asked === 'filter') return c.json({ message: 'no such filter' }, 400);
			const table = asked === 'view' ? undefined : tableOf(asked.view, c.req.param('table'));
			if (asked === 'view' || !table) return c.json({ message: 'no such table' }, 404);
			const { [table]: rows } = await readTables(store, [table], asked.filters, now());
			const headers = {
				'Content-Type': 'text/csv; charset=utf-8',
				'Content-Disposition': `attachment; filename="${table}.csv"`,
			};
			return c.body(csvOf(Object.keys(ROWS[table].entries), v.parse(CsvRows, rows)), 200, headers);
		});
}

/** What is asked for, or what of it there is not. */
function request(c: Context): { readonly view: ViewName; readonly filters: Filters } | 'view' | 'filter' {
	const name = c.req.param('view') ?? '';
	if (!isView(name)) return 'view';
	const filters = v.safeParse(FiltersSchema, c.req.query());
	return filters.success ? { view: name, filters: filters.output } : 'filter';
}

const tableOf = (view: ViewName, file: string): TableName | undefined =>
	VIEWS[view].find((table) => `${table}.csv` === file);

/**
 * Changes when there is something new, but not more often than `freshMs`, and once more after that: the views may get a
 * record a moment after `otel_logs`. And every so often, as silence grows.
 */
function createStamp(store: Store, now: () => number, freshMs: number): () => Promise<string> {
	let askedAt = Number.NEGATIVE_INFINITY;
	let changedAt = Number.NEGATIVE_INFINITY;
	let seen = { count: 0, stamp: '' };
	let answer: Promise<string> = Promise.resolve(seen.stamp);
	const ask = async () => {
		const count = await store.count();
		const stamp = [count, count === seen.count, Math.floor(now() / SILENCE_MS)].join('-');
		if (stamp !== seen.stamp) changedAt = performance.now();
		seen = { count, stamp };
		return stamp;
	};
	return () => {
		const at = performance.now();
		if (at - askedAt < Math.min(LOOK_MS, freshMs) || at - changedAt < freshMs) return answer;
		askedAt = at;
		answer = ask();
		return answer;
	};
}

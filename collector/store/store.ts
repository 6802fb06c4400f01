import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import * as v from 'valibot';
import { connect, isServer } from './connect.ts';
import { openJournal } from './journal.ts';
import { CLAIMED } from './placing.ts';
import { type SchemaOptions, schemaStatements } from './schema.ts';

/** A row of `otel_logs` as OpenTelemetry's ClickHouse exporter writes it. `Timestamp`: seconds with nine decimals. */
export interface LogRow {
	readonly Timestamp: string;
	readonly TraceId: string;
	readonly SpanId: string;
	readonly TraceFlags: number;
	readonly SeverityText: string;
	readonly SeverityNumber: number;
	readonly ServiceName: string;
	readonly Body: string;
	readonly ResourceSchemaUrl: string;
	readonly ResourceAttributes: Readonly<Record<string, string>>;
	readonly ScopeSchemaUrl: string;
	readonly ScopeName: string;
	readonly ScopeVersion: string;
	readonly ScopeAttributes: Readonly<Record<string, string>>;
	readonly LogAttributes: Readonly<Record<string, string>>;
	readonly EventName: string;
}

export type QueryParams = Readonly<Record<string, string | number | readonly string[]>>;

/** What the collector keeps. One implementation: the embedded engine and a server differ in the connection alone. */
export interface Store {
	/** Resolves when the rows are on disk. */
	insert(rows: readonly LogRow[]): Promise<void>;
	/** Runs `queries/NAME.sql`; its rows as the schema has them. */
	ask<T>(name: string, params: QueryParams, row: v.GenericSchema<unknown, T>): Promise<T[]>;
	/** Number of rows stored: changes when there is something new. */
	count(): Promise<number>;
	/** Resolves if it answers, and stores what it takes. @throws Error why not */
	check(): Promise<void>;
	/** Times of the last records whose time was changed (placing.ts), by the time they came with and their uid; oldest first. */
	moved(most: number): Promise<Map<string, string>>;
	settings(prefix: string): Promise<Map<string, string>>;
	/** An empty value deletes. */
	set(key: string, value: string): Promise<void>;
	close(): Promise<void>;
}

/** Tables whose rows must be on disk before they leave the journal. */
const DURABLE = [
	'otel_logs',
	'linecheck_agents',
	'linecheck_heard',
	'linecheck_verdicts',
	'linecheck_onsets',
	'linecheck_hours',
	'linecheck_days',
	'linecheck_calls',
	'linecheck_history',
	'linecheck_settings',
];

/** Connects, and creates or brings up to date what the store needs. `warn` hears of what fails between requests. */
export async function openStore(store: string, options: SchemaOptions, warn?: (text: string) => void): Promise<Store> {
	const statements = schemaStatements(options);
	if (isServer(store)) {
		const client = await connect(store);
		for (const query of statements) await client.command({ query });
		if (!options.cluster) await applyRetention(client, options.retentionDays);
		return storeOf(client);
	}
	const folder = resolve(store);
	const settings = DURABLE.map(
		(table) => `ALTER TABLE ${table} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1`,
	);
	const client = await prepared(folder, [...statements, ...settings], (engine) =>
		applyRetention(engine, options.retentionDays),
	);
	return journalled(client, join(folder, 'journal'), warn);
}

/** Bytes that must be free for the tables to be made or changed. */
const MIN_FREE = 16_000_000;

/**
 * The embedded engine with its tables. It writes the definition of a table anew for each statement about it, and where
 * the disk is full it leaves an empty one behind, which no later start can read: so statements run only when they are
 * others than last time, and only with room. @throws Error if there is none.
 */
async function prepared(
	folder: string,
	statements: readonly string[],
	finish: (client: ClickHouseClient) => Promise<void>,
): Promise<ClickHouseClient> {
	const mark = join(folder, 'schema');
	const version = createHash('sha256').update(statements.join('\n')).digest('hex');
	const isCurrent = existsSync(mark) && readFileSync(mark, 'utf8') === version;
	makeFolder(folder);
	const { bavail, bsize } = statfsSync(folder);
	if (!isCurrent && bavail * bsize < MIN_FREE)
		throw new Error(`LINECHECK_STORE: ${folder} has less than ${MIN_FREE / 1e6} MB free: nothing was changed`);
	const client = await connect(folder);
	if (isCurrent) return client;
	for (const query of statements) await client.command({ query });
	await finish(client);
	writeFileSync(mark, version);
	return client;
}

function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		throw new Error(
			`LINECHECK_STORE: ${folder} cannot be used as a folder: ${error instanceof Error ? error.message : error}`,
		);
	}
}

/**
 * An insert makes about a hundred small files: too many to wait for (docs/scale.md). Rows are on disk in a journal first,
 * and stored from there a second later; who asks before waits for that.
 */
async function journalled(
	client: ClickHouseClient,
	folder: string,
	warn: ((text: string) => void) | undefined,
): Promise<Store> {
	const store = storeOf(client);
	const journal = await openJournal(folder, (path) => storeFile(client, path), warn);
	// what is stored can be read though more cannot be stored
	const stored = () => journal.flush().catch(() => undefined);
	return {
		...store,
		insert: (rows) => journal.append(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
		ask: (...question) => stored().then(() => store.ask(...question)),
		count: () => stored().then(store.count),
		check: () => (journal.isStuck() ? Promise.reject(new Error('records cannot be stored')) : store.check()),
		moved: (most) => stored().then(() => store.moved(most)),
		close: async () => {
			await journal.close();
			await store.close();
		},
	};
}

/** The engine reads the file itself. A line that it cannot read holds up no other: it is the last one, torn by a crash. */
async function storeFile(client: ClickHouseClient, path: string): Promise<void> {
	await client.command({
		query: 'INSERT INTO otel_logs SELECT * FROM file({path:String}, JSONEachRow)',
		// braces would be alternatives
		query_params: { path: path.replace(/[{}*]/g, '?') },
		clickhouse_settings: {
			input_format_allow_errors_ratio: 1,
			input_format_json_throw_on_bad_escape_sequence: 0,
			max_partitions_per_insert_block: '0',
		},
	});
}

/** Retention changed since the tables were made: new parts follow at once, old ones as they merge. */
async function applyRetention(client: ClickHouseClient, days: number): Promise<void> {
	const rows = v.array(v.object({ name: v.string(), expression: v.string() }));
	const result = await client.query({
		query: `SELECT name, extract(engine_full, 'TTL (toDateTime\\\\(\\\\w+\\\\) \\\\+ toIntervalDay\\\\(\\\\d+\\\\))') AS expression FROM system.tables WHERE database = currentDatabase() AND engine_full LIKE '%toIntervalDay%'`,
		format: 'JSONEachRow',
	});
	for (const { name, expression } of v.parse(rows, await result.json())) {
		const wanted = expression.replace(/\d+\)$/, `${days})`);
		if (expression !== '' && expression !== wanted)
			await client.command({ query: `ALTER TABLE ${name} MODIFY TTL ${wanted}` });
	}
}

function storeOf(client: ClickHouseClient): Store {
	const rows = async <T>(query: string, params: QueryParams, row: v.GenericSchema<unknown, T>): Promise<T[]> => {
		const result = await client.query({ query, query_params: { ...params }, format: 'JSONEachRow' });
		return v.parse(v.array(row), await result.json());
	};
	const count = async () =>
		(await rows('SELECT toFloat64(count()) AS n FROM otel_logs', {}, v.object({ n: v.number() })))[0]?.n ?? 0;
	return {
		insert: async (values) => {
			await client.insert({ table: 'otel_logs', values: [...values], format: 'JSONEachRow' });
		},
		ask: (name, params, row) => rows(queryText(name), params, row),
		count,
		check: async () => {
			await count();
		},
		moved: async (most) => {
			// an outbox keeps records for seven days
			const found = await rows(
				`SELECT LogAttributes['${CLAIMED}'] || ' ' || LogAttributes['log.record.uid'] AS key, toString(min(Timestamp)::Decimal(18, 9)) AS at FROM otel_logs WHERE mapContains(LogAttributes, '${CLAIMED}') AND Timestamp > now() - INTERVAL 8 DAY GROUP BY key ORDER BY at DESC LIMIT {most:UInt32}`,
				{ most },
				v.object({ key: v.string(), at: v.string() }),
			);
			return new Map(found.reverse().map(({ key, at }) => [key, at]));
		},
		settings: async (prefix) => {
			const found = await rows(
				"SELECT key, value FROM linecheck_settings FINAL WHERE startsWith(key, {prefix:String}) AND value != ''",
				{ prefix },
				v.object({ key: v.string(), value: v.string() }),
			);
			return new Map(found.map(({ key, value }) => [key, value]));
		},
		// the latest write holds, also where the clock was set back
		set: async (key, value) => {
			await client.command({
				query:
					'INSERT INTO linecheck_settings (key, value, version) SELECT {key:String}, {value:String}, greatest(now64(6), max(version) + INTERVAL 1 MICROSECOND) FROM linecheck_settings WHERE key = {key:String}',
				query_params: { key, value },
			});
		},
		close: () => client.close(),
	};
}

const texts = new Map<string, string>();

/** The text of a query, read once. Names are the code's own. */
function queryText(name: string): string {
	const text = texts.get(name) ?? readFileSync(new URL(`../queries/${name}.sql`, import.meta.url), 'utf8');
	texts.set(name, text);
	return text;
}

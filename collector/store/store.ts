import { readFileSync } from 'node:fs';
import type { ClickHouseClient } from '@clickhouse/client';
import * as v from 'valibot';
import { connect, isServer } from './connect.ts';
import { journalled, prepared } from './embedded.ts';
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

/** Connects, and creates or brings up to date what the store needs. `warn` hears of what fails between requests. */
export async function openStore(store: string, options: SchemaOptions, warn?: (text: string) => void): Promise<Store> {
	const statements = schemaStatements(options);
	if (isServer(store)) {
		const client = await connect(store);
		for (const query of statements) await client.command({ query });
		if (!options.cluster) await applyRetention(client, options.retentionDays);
		return storeOf(client);
	}
	const client = await prepared(store, statements, (engine) => applyRetention(engine, options.retentionDays), warn);
	return journalled(storeOf(client), client, store, warn);
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

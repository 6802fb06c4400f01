import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ROWS } from '../api/rows.ts';
import { connect } from '../store/connect.ts';
import { schemaStatements } from '../store/schema.ts';
import { openStore } from '../store/store.ts';
import { scratch } from './support.ts';

/** Columns that the exporter's INSERT names (opentelemetry-collector-contrib 0.151, logs_insert.sql). */
const EXPORTER_COLUMNS = [
	'Timestamp',
	'TraceId',
	'SpanId',
	'TraceFlags',
	'SeverityText',
	'SeverityNumber',
	'ServiceName',
	'Body',
	'ResourceSchemaUrl',
	'ResourceAttributes',
	'ScopeSchemaUrl',
	'ScopeName',
	'ScopeVersion',
	'ScopeAttributes',
	'LogAttributes',
	'EventName',
];

const Column = v.object({ name: v.string() });
const Table = v.object({ name: v.string(), engine_full: v.string() });

it('has the columns that the exporter writes, and a retention that can be changed', async () => {
	const folder = scratch();
	await (await openStore(folder, { retentionDays: 30 })).close();
	await (await openStore(folder, { retentionDays: 45 })).close();
	const client = await connect(folder);
	const ask = async (query: string) => (await client.query({ query, format: 'JSONEachRow' })).json();
	const columns = v.parse(
		v.array(Column),
		await ask("SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'otel_logs'"),
	);
	expect(columns.map(({ name }) => name)).toEqual(EXPORTER_COLUMNS);
	const tables = v.parse(
		v.array(Table),
		await ask(
			"SELECT name, engine_full FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'linecheck_settings'",
		),
	);
	expect(tables.map(({ name }) => name)).toHaveLength(9);
	for (const { name, engine_full } of tables)
		expect([name, /toIntervalDay\((\d+)\)/.exec(engine_full)?.[1]]).toEqual([name, '45']);
	await client.close();
});

it("is read by the engine's own parser for a cluster too", async () => {
	const client = await connect(scratch());
	const statements = schemaStatements({ retentionDays: 90, cluster: 'main' });
	for (const statement of statements) {
		const tree = await client.query({ query: `EXPLAIN AST ${statement}`, format: 'CSV' });
		expect(await tree.text()).toContain('Create');
	}
	await client.close();
	const text = statements.join(';\n');
	expect(text).not.toContain('@');
	expect(statements.filter((statement) => !statement.includes("ON CLUSTER 'main'"))).toEqual([]);
	expect(text.match(/ENGINE = Replicated/g)).toHaveLength(10);
	expect(text.match(/ENGINE = Distributed/g)).toHaveLength(9);
});

it('has a row for every query, and a query for every row', () => {
	const files = readdirSync(new URL('../queries/', import.meta.url)).map((name) =>
		name.replace('.sql', '').replace(/-(hours|days)$/, ''),
	);
	const internal = ['alerts', 'now-fleet', 'site-fleet'];
	const derived = [
		'now-summary',
		'now-entries',
		'now-heat',
		'now-sites',
		'site-summary',
		'site-missing',
		'site-agents',
	];
	expect([...new Set(files)].filter((name) => !internal.includes(name)).sort()).toEqual(
		Object.keys(ROWS)
			.filter((name) => !derived.includes(name))
			.sort(),
	);
});

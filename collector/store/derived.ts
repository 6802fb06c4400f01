import type { ClickHouseClient } from '@clickhouse/client';
import * as v from 'valibot';
import { ANY_DAYS } from './connect.ts';

/** What the statements make, whatever the retention, which can be changed where it stands, and without their comments. */
export const timeless = (statements: readonly string[]): string =>
	statements
		.join('\n')
		.replaceAll(/toIntervalDay\(\d+\)/g, 'toIntervalDay()')
		.replaceAll(/^--.*\n/gm, '');

const Names = v.array(v.object({ name: v.string() }));

/** Drops what is made of `otel_logs` alone, views before the tables that they read and fill. */
export async function dropDerived(client: ClickHouseClient): Promise<void> {
	const found = await client.query({
		query:
			"SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'linecheck_') AND name != 'linecheck_settings' ORDER BY endsWith(engine, 'View') DESC",
		format: 'JSONEachRow',
	});
	for (const { name } of v.parse(Names, await found.json())) await client.command({ query: `DROP TABLE ${name} SYNC` });
}

/** Fills it from all that `otel_logs` keeps, as its materialized view does with what is new. */
export async function fillDerived(client: ClickHouseClient, statements: readonly string[]): Promise<void> {
	const [, select] =
		statements.map((one) => /linecheck_events_mv.* AS\n(SELECT[\s\S]*)$/.exec(one)).find(Boolean) ?? [];
	if (select === undefined) throw new Error('linecheck_events_mv: no such statement');
	await client.command({ query: `INSERT INTO linecheck_events ${select}`, clickhouse_settings: ANY_DAYS });
}

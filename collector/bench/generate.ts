import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENTRY_IDS } from '../../core/ids.ts';
import { connect } from '../store/connect.ts';
import { openStore } from '../store/store.ts';

export interface Fleet {
	readonly agents: number;
	readonly days: number;
	readonly seed: number;
}

export interface Generated {
	readonly seconds: number;
	readonly rows: Readonly<Record<string, number>>;
	readonly bytes: Readonly<Record<string, number>>;
}

const STEPS = ['runs', 'verdicts', 'calls'].map((name) =>
	readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8'),
);

/** Each day of these is merged ten minutes after its last record by itself (schema/4-history.sql): not waited for here. */
const MERGED_BY_AGE = ['linecheck_hours', 'linecheck_days', 'linecheck_calls'];

/**
 * Fills a store through `otel_logs`, the path of every record, with the engine's own generator of numbers. `onDay` hears
 * which day begins, from 1.
 */
export async function generate(
	folder: string,
	{ agents, days, seed }: Fleet,
	onDay: (day: number) => void,
): Promise<Generated> {
	await (await openStore(folder, { retentionDays: 90 })).close();
	const client = await connect(folder);
	const started = performance.now();
	const now = Math.floor(Date.now() / 1000);
	const sites = Math.max(5, Math.min(200, agents / 100));
	for (let day = days - 1; day >= 0; day--) {
		onDay(days - day);
		for (const query of STEPS)
			await client.command({ query, query_params: { agents, sites, seed, day, now, entries: [...ENTRY_IDS] } });
	}
	const seconds = (performance.now() - started) / 1000;
	for (const table of MERGED_BY_AGE)
		await client.command({
			query: `OPTIMIZE TABLE ${table} FINAL`,
			clickhouse_settings: { optimize_skip_merged_partitions: 1 },
		});
	await settle(async () =>
		Number((await (await client.query({ query: 'SELECT count() FROM system.merges', format: 'CSV' })).text()).trim()),
	);
	const parts = await client.query({
		query:
			'SELECT table, toFloat64(sum(rows)) AS rows, toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table ORDER BY table',
		format: 'JSONEachRow',
	});
	const tables = await parts.json<{ table: string; rows: number; bytes: number }>();
	await client.close();
	return {
		seconds,
		rows: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
		bytes: Object.fromEntries(tables.map(({ table, bytes }) => [table, bytes])),
	};
}

/** Waits until the engine has nothing left to merge, two minutes at most. */
async function settle(merges: () => Promise<number>): Promise<void> {
	for (let quiet = 0, waited = 0; quiet < 3 && waited < 120; waited++) {
		quiet = (await merges()) === 0 ? quiet + 1 : 0;
		await sleep(1_000);
	}
}

import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { ANY_DAYS, connect } from './connect.ts';
import { dropDerived, fillDerived, timeless } from './derived.ts';
import { openJournal } from './journal.ts';
import type { Store } from './store.ts';

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

const SYNCED = DURABLE.map(
	(table) => `ALTER TABLE ${table} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1`,
);

/** Bytes that must be free for the tables to be made or changed. */
const MIN_FREE = 16_000_000;

/**
 * The embedded engine with its tables. It writes the definition of a table anew for each statement about it, and where
 * the disk is full it leaves an empty one behind, which no later start can read: so statements run only when they are
 * others than last time, and only with room. @throws Error if there is none.
 */
export async function prepared(
	store: string,
	statements: readonly string[],
	finish: (client: ClickHouseClient) => Promise<void>,
	say: (text: string) => void = () => {},
): Promise<ClickHouseClient> {
	const folder = resolve(store);
	const all = [...statements, ...SYNCED];
	const mark = join(folder, 'schema');
	const version = [hashOf(all.join('\n')), hashOf(timeless(statements))].join(' ');
	const before = existsSync(mark) ? readFileSync(mark, 'utf8') : undefined;
	const isCurrent = before === version;
	makeFolder(folder);
	const { bavail, bsize } = statfsSync(folder);
	if (!isCurrent && bavail * bsize < MIN_FREE)
		throw new Error(`LINECHECK_STORE: ${folder} has less than ${MIN_FREE / 1e6} MB free: nothing was changed`);
	const client = await connect(folder);
	if (isCurrent) return client;
	// another version of Linecheck made them
	const isOther = before !== undefined && before.split(' ')[1] !== version.split(' ')[1];
	if (isOther) {
		say(
			`what the dashboard reads in ${folder} is made anew for this version: minutes where there are millions of records`,
		);
		await dropDerived(client);
	}
	for (const query of all) await client.command({ query });
	if (isOther) await fillDerived(client, statements);
	await finish(client);
	writeFileSync(mark, version);
	return client;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

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
export async function journalled(
	store: Store,
	client: ClickHouseClient,
	path: string,
	warn: ((text: string) => void) | undefined,
): Promise<Store> {
	const journal = await openJournal(join(resolve(path), 'journal'), (...part) => storeFile(client, ...part), warn);
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

/** The engine reads the file itself. */
async function storeFile(client: ClickHouseClient, path: string, mayBeTorn: boolean): Promise<void> {
	await client.command({
		query: 'INSERT INTO otel_logs SELECT * FROM file({path:String}, JSONEachRow)',
		// braces would be alternatives
		query_params: { path: path.replace(/[{}*]/g, '?') },
		clickhouse_settings: {
			input_format_allow_errors_ratio: mayBeTorn ? 1 : 0,
			input_format_json_throw_on_bad_escape_sequence: 0,
			...ANY_DAYS,
		},
	});
}

import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';

/** What was sent late may be of more days than the engine expects in one insert: each is a partition. */
export const ANY_DAYS = { max_partitions_per_insert_block: '0' } as const;

/**
 * On a cluster an insert is acknowledged when it is on its shard, and a block that comes again goes into the views again:
 * it may be one that they missed, and they count each record once (docs/large-sites.md).
 */
const SERVER = { insert_distributed_sync: 1, insert_deduplicate: 0, ...ANY_DAYS } as const;

/** An expression that was asked for three times is compiled, which delays that answer by 90 ms and gains none of them. */
const UNCOMPILED = { compile_expressions: 0, compile_aggregate_expressions: 0 } as const;

/** A ClickHouse server by its URL, not a folder. */
export const isServer = (store: string): boolean => /^https?:\/\//i.test(store);

/**
 * A ClickHouse server by `http(s)://user:password@host:8123/database`, else the embedded engine on a folder.
 * @throws Error if the folder cannot be written or another process has it open.
 */
export async function connect(store: string): Promise<ClickHouseClient> {
	// what fails is thrown: it need not be printed besides
	const log = { level: ClickHouseLogLevel.OFF };
	if (isServer(store)) {
		const compression = { request: true, response: true };
		return createClient({ url: store, compression, log, clickhouse_settings: SERVER });
	}
	const connection = await embeddedConnection(store);
	return createClient({ connection, log, clickhouse_settings: UNCOMPILED });
}

type ClientConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/** One merge for each core at a time, where the engine's own two take them from the inserts. */
const ENGINE = ['--background_merges_mutations_concurrency_ratio=1'];

/**
 * The engine is 300 MB: loaded only where it is used. Client 1.23 carries its own copy of the types that chdb 3.4 takes
 * from client-common: the same declarations, yet not the same to TypeScript.
 */
async function embeddedConnection(path: string): Promise<ClientConnection> {
	const [{ Session }, { ChdbConnection }] = await Promise.all([import('chdb'), import('chdb/connection')]);
	// A connection takes no arguments: it joins the engine that this session starts.
	const starter = new Session(path, { connectionArgs: ENGINE });
	const connection: unknown = new ChdbConnection({ path });
	starter.close();
	return connection as ClientConnection;
}

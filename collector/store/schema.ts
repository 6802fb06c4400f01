import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../schema/', import.meta.url);

export interface SchemaOptions {
	readonly retentionDays: number;
	/** Name of a ClickHouse cluster: replicated tables on every shard, read through a distributed table of the plain name. */
	readonly cluster?: string | undefined;
}

/** What every row of an agent is sharded by, so that a record sent twice meets itself on one shard. */
const SHARD_KEY = { otel_logs: "sipHash64(ResourceAttributes['service.instance.id'])" };

/** The statements that create what is missing, in order. */
export function schemaStatements(options: SchemaOptions): string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.sql'))
		.sort()
		.flatMap((name) => statementsOf(readFileSync(new URL(name, folder), 'utf8')))
		.flatMap((statement) => render(statement, options));
}

const statementsOf = (text: string): string[] =>
	text
		.split(/;\s*(?:\n|$)/)
		.map((statement) => statement.trim())
		.filter((statement) => statement !== '');

function render(statement: string, { cluster, retentionDays }: SchemaOptions): string[] {
	const sql = statement
		.replace(/@table\((\w+)\)/g, cluster ? '$1_local' : '$1')
		.replace(/ ?@on_cluster/g, cluster ? ` ON CLUSTER '${cluster}'` : '')
		.replace(/@ttl\((\w+)\)/g, `toDateTime($1) + toIntervalDay(${retentionDays})`)
		.replace(/@engine\((\w+)(?:, (\w+))?\)/g, (_, engine, version) => engineOf(engine, version, statement, cluster));
	const name = statement.includes('ENGINE = Null')
		? undefined
		: /CREATE TABLE IF NOT EXISTS @table\((\w+)\)/.exec(statement)?.[1];
	return cluster && name ? [sql, distributed(name, cluster)] : [sql];
}

/** A table without `@table` has no shards: all nodes are replicas of one. */
function engineOf(engine: string, version: string | undefined, statement: string, cluster: string | undefined): string {
	if (!cluster) return `${engine}(${version ?? ''})`;
	const path = statement.includes('@table(') ? '{database}/{table}/{shard}' : '{database}/{table}';
	return `Replicated${engine}('/clickhouse/tables/${path}', '{replica}'${version ? `, ${version}` : ''})`;
}

const distributed = (name: string, cluster: string): string =>
	`CREATE TABLE IF NOT EXISTS ${name} ON CLUSTER '${cluster}' AS ${name}_local
ENGINE = Distributed('${cluster}', currentDatabase(), '${name}_local', ${name === 'otel_logs' ? SHARD_KEY.otel_logs : 'agent_hash'})`;

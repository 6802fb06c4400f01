-- One row for each agent and hour, one for each agent and day. Maximum and union are the same however often a record
-- comes. An agent whose policy names two sites in one hour counts once, at the later of them by name. The network is kept
-- where nothing else gives the place.
CREATE TABLE IF NOT EXISTS @table(linecheck_hours) @on_cluster
(
	time DateTime('UTC'),
	agent_hash UInt64,
	site SimpleAggregateFunction(max, LowCardinality(String)),
	prefix SimpleAggregateFunction(max, String),
	browser SimpleAggregateFunction(max, LowCardinality(String)),
	able SimpleAggregateFunction(max, UInt8),
	unable SimpleAggregateFunction(max, UInt8),
	missing SimpleAggregateFunction(groupUniqArrayArray, Array(String))
)
ENGINE = @engine(AggregatingMergeTree)
PARTITION BY toDate(time)
ORDER BY (time, agent_hash)
TTL @ttl(time)
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 600, min_age_to_force_merge_on_partition_only = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_hours_mv) @on_cluster TO @table(linecheck_hours) AS
SELECT toStartOfHour(ts) AS time, agent_hash, max(site) AS site, max(lone) AS prefix, max(browser) AS browser, max(calls = 'yes') AS able, max(calls = 'no') AS unable, groupUniqArrayArray(missing) AS missing
FROM (SELECT *, if(site = '', prefix, '') AS lone FROM @table(linecheck_events))
WHERE event = 'linecheck.run'
GROUP BY time, agent_hash;

CREATE TABLE IF NOT EXISTS @table(linecheck_days) @on_cluster
(
	time DateTime('UTC'),
	agent_hash UInt64,
	site SimpleAggregateFunction(max, LowCardinality(String)),
	prefix SimpleAggregateFunction(max, String),
	browser SimpleAggregateFunction(max, LowCardinality(String)),
	able SimpleAggregateFunction(max, UInt8),
	unable SimpleAggregateFunction(max, UInt8),
	missing SimpleAggregateFunction(groupUniqArrayArray, Array(String))
)
ENGINE = @engine(AggregatingMergeTree)
PARTITION BY toDate(time)
ORDER BY (time, agent_hash)
TTL @ttl(time)
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 600, min_age_to_force_merge_on_partition_only = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_days_mv) @on_cluster TO @table(linecheck_days) AS
SELECT toStartOfDay(ts) AS time, agent_hash, max(site) AS site, max(lone) AS prefix, max(browser) AS browser, max(calls = 'yes') AS able, max(calls = 'no') AS unable, groupUniqArrayArray(missing) AS missing
FROM (SELECT *, if(site = '', prefix, '') AS lone FROM @table(linecheck_events))
WHERE event = 'linecheck.run'
GROUP BY time, agent_hash;

CREATE TABLE IF NOT EXISTS @table(linecheck_calls) @on_cluster
(
	time DateTime('UTC'),
	agent_hash UInt64,
	uid String,
	site LowCardinality(String),
	prefix String,
	browser LowCardinality(String),
	failed UInt8
)
ENGINE = @engine(ReplacingMergeTree)
PARTITION BY toDate(time)
ORDER BY (time, agent_hash, uid)
TTL @ttl(time)
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 600, min_age_to_force_merge_on_partition_only = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_calls_mv) @on_cluster TO @table(linecheck_calls) AS
SELECT toStartOfHour(ts) AS time, agent_hash, uid, site, if(site = '', e.prefix, '') AS prefix, browser, detail = 'failed' AS failed
FROM @table(linecheck_events) AS e
WHERE event = 'linecheck.call';

-- All events, by agent: what the page of one agent reads.
CREATE TABLE IF NOT EXISTS @table(linecheck_history) @on_cluster
(
	agent_hash UInt64,
	ts DateTime64(3, 'UTC'),
	uid String,
	event LowCardinality(String),
	site LowCardinality(String),
	prefix String,
	network String,
	calls LowCardinality(String),
	missing Array(String),
	entry LowCardinality(String),
	verdict LowCardinality(String),
	cause LowCardinality(String),
	detail LowCardinality(String),
	ms UInt32,
	lost UInt32
)
ENGINE = @engine(ReplacingMergeTree)
PARTITION BY toYYYYMM(ts)
ORDER BY (agent_hash, ts, uid)
TTL @ttl(ts);

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_history_mv) @on_cluster TO @table(linecheck_history) AS
SELECT agent_hash, ts, uid, event, site, prefix, network, calls, missing, entry, verdict, cause, detail, ms, lost
FROM @table(linecheck_events);

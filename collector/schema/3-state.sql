-- The latest state of each agent. Replaying an event replaces a row by itself. Merged early: every view reads it whole.
-- What is from the future is left out until its time has come: a clock that runs ahead must not hide what comes later, and
-- a record that comes again must find what it found before. A minute is what the extension leaves uncorrected
-- (core/telemetry/clock.ts). The collector's own ingest gives such a record the time of its arrival (store/placing.ts).
CREATE TABLE IF NOT EXISTS @table(linecheck_agents) @on_cluster
(
	agent_hash UInt64,
	install UInt64,
	agent String,
	agent_name String,
	ts DateTime64(3, 'UTC'),
	site LowCardinality(String),
	prefix String,
	network String,
	browser LowCardinality(String),
	os LowCardinality(String),
	version LowCardinality(String),
	calls LowCardinality(String),
	interval UInt32,
	missing Array(String)
)
ENGINE = @engine(ReplacingMergeTree, ts)
ORDER BY agent_hash
TTL @ttl(ts)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 30;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_agents_mv) @on_cluster TO @table(linecheck_agents) AS
SELECT agent_hash, install, agent, agent_name, ts, site, prefix, network, browser, os, version, calls, interval, missing
FROM @table(linecheck_events)
WHERE event = 'linecheck.run' AND is_due;

-- When an agent was last heard, and when its CCP was last known open or closed.
CREATE TABLE IF NOT EXISTS @table(linecheck_heard) @on_cluster
(
	agent_hash UInt64,
	heard SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
	opened SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
	closed SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = @engine(AggregatingMergeTree)
ORDER BY agent_hash
TTL @ttl(heard)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 30;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_heard_mv) @on_cluster TO @table(linecheck_heard) AS
SELECT agent_hash, max(e.ts) AS heard, maxIf(e.ts, ccp_open = 1) AS opened, maxIf(e.ts, ccp_open = 0) AS closed
FROM @table(linecheck_events) AS e
WHERE is_due
GROUP BY agent_hash;

-- The latest change of each entry for each agent: since when, why, which rule to add.
CREATE TABLE IF NOT EXISTS @table(linecheck_verdicts) @on_cluster
(
	agent_hash UInt64,
	entry LowCardinality(String),
	ts DateTime64(3, 'UTC'),
	verdict LowCardinality(String),
	cause LowCardinality(String),
	rules Array(String)
)
ENGINE = @engine(ReplacingMergeTree, ts)
ORDER BY (agent_hash, entry)
TTL @ttl(ts)
SETTINGS min_age_to_force_merge_seconds = 30;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_verdicts_mv) @on_cluster TO @table(linecheck_verdicts) AS
SELECT agent_hash, entry, ts, verdict, cause, rules
FROM @table(linecheck_events)
WHERE event = 'linecheck.verdict' AND is_due;

-- When an entry last began to be missing for an agent, and when it last began or ended (`ts`): the latest change may be one
-- of the cause alone.
CREATE TABLE IF NOT EXISTS @table(linecheck_onsets) @on_cluster
(
	agent_hash UInt64,
	entry LowCardinality(String),
	ts SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
	began SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = @engine(AggregatingMergeTree)
ORDER BY (agent_hash, entry)
TTL @ttl(ts)
SETTINGS min_age_to_force_merge_seconds = 30;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_onsets_mv) @on_cluster TO @table(linecheck_onsets) AS
SELECT agent_hash, entry, max(at) AS ts, maxIf(at, is_missing) AS began
FROM (
	SELECT
		agent_hash,
		entry,
		ts AS at,
		verdict IN ('blocked', 'tampered') AS is_missing,
		previous IN ('blocked', 'tampered') AS was_missing
	FROM @table(linecheck_events)
	WHERE event = 'linecheck.verdict' AND is_due
)
WHERE NOT (is_missing AND was_missing)
GROUP BY agent_hash, entry;

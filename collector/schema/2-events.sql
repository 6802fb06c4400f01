-- Linecheck's own records with their attributes as columns: stores nothing, feeds the views below.
-- An agent is its install id at the site of its token: a token says nothing of another site's agents, whatever id it gives.
-- A record without uid is no event of ours, and what is no word like `connect.media.turn` no entry. The site of a token stands over the policy's.
CREATE TABLE IF NOT EXISTS @table(linecheck_events) @on_cluster
(
	ts DateTime64(3, 'UTC'),
	event LowCardinality(String),
	uid String,
	agent String,
	agent_hash UInt64,
	install UInt64,
	site LowCardinality(String),
	prefix String,
	network String,
	browser LowCardinality(String),
	os LowCardinality(String),
	version LowCardinality(String),
	agent_name String,
	calls LowCardinality(String),
	ccp_open Int8,
	interval UInt32,
	missing Array(String),
	entry LowCardinality(String),
	verdict LowCardinality(String),
	previous LowCardinality(String),
	cause LowCardinality(String),
	rules Array(String),
	detail LowCardinality(String),
	ms UInt32,
	lost UInt32,
	is_due Bool
)
ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS @table(linecheck_events_mv) @on_cluster TO @table(linecheck_events) AS
SELECT
	toDateTime64(Timestamp, 3, 'UTC') AS ts,
	if(EventName != '', EventName, LogAttributes['event.name']) AS event,
	LogAttributes['log.record.uid'] AS uid,
	ResourceAttributes['service.instance.id'] AS agent,
	sipHash64(ResourceAttributes['linecheck.site'], agent) AS agent_hash,
	sipHash64(agent) AS install,
	if(ResourceAttributes['linecheck.site'] != '', ResourceAttributes['linecheck.site'], ResourceAttributes['linecheck.policy.site']) AS site,
	LogAttributes['linecheck.network.prefix'] AS prefix,
	LogAttributes['linecheck.network.id'] AS network,
	ResourceAttributes['user_agent.name'] AS browser,
	ResourceAttributes['os.type'] AS os,
	ResourceAttributes['service.version'] AS version,
	ResourceAttributes['linecheck.agent.name'] AS agent_name,
	LogAttributes['linecheck.calls'] AS calls,
	multiIf(LogAttributes['linecheck.ccp.open'] = 'true', 1, LogAttributes['linecheck.ccp.open'] = 'false', 0, -1) AS ccp_open,
	toUInt32OrZero(LogAttributes['linecheck.interval']) AS interval,
	arraySort(arrayDistinct(arrayFilter(
		entry_id -> match(entry_id, '^[a-z0-9]+([.-][a-z0-9]+)*$'),
		mapKeys(mapFilter(
			(_, code) -> code IN ('blocked', 'tampered'),
			JSONExtract(LogAttributes['linecheck.verdicts'], 'Map(String, String)')
		))
	))) AS missing,
	LogAttributes['linecheck.entry'] AS entry,
	LogAttributes['linecheck.verdict'] AS verdict,
	LogAttributes['linecheck.verdict.previous'] AS previous,
	LogAttributes['error.type'] AS cause,
	JSONExtract(LogAttributes['linecheck.rules'], 'Array(String)') AS rules,
	multiIf(
		event = 'linecheck.call', LogAttributes['linecheck.call.outcome'],
		event = 'linecheck.loss', LogAttributes['linecheck.loss.reason'],
		LogAttributes['linecheck.incident.kind']
	) AS detail,
	toUInt32OrZero(LogAttributes['linecheck.run.duration']) AS ms,
	toUInt32OrZero(LogAttributes['linecheck.loss.count']) AS lost,
	ts <= now64(3) + INTERVAL 1 MINUTE AS is_due
FROM @table(otel_logs)
WHERE ServiceName = 'linecheck' AND uid != '' AND agent != '';

-- Public networks that place an agent which no token and no policy places. A network of fewer than three agents is a
-- home: all homes are one site. What is no network as the extension cuts it (core/evidence/prefix.ts) places nobody: a
-- sender could name another's site.
CREATE OR REPLACE VIEW linecheck_shared_networks @on_cluster AS
SELECT prefix
FROM linecheck_agents FINAL
WHERE site = '' AND match(prefix, '^(([0-9]{1,3}[.]){3}0/24|[0-9a-f:]+::/48)$')
GROUP BY prefix
HAVING count() >= 3;

-- Each agent with its latest run, when it was heard, and its place.
CREATE OR REPLACE VIEW linecheck_now @on_cluster AS
SELECT
	agent_hash,
	a.agent AS agent,
	a.agent_name AS agent_name,
	a.ts AS ts,
	multiIf(a.site != '', a.site::String, a.prefix GLOBAL IN (SELECT prefix FROM linecheck_shared_networks), a.prefix, 'home') AS place,
	a.prefix AS prefix,
	a.network AS network,
	a.browser AS browser,
	a.os AS os,
	a.version AS version,
	a.calls AS calls,
	least(a.interval, 86400) AS interval,
	a.missing AS missing,
	h.heard AS heard,
	multiIf(h.opened > h.closed, 'open', h.closed > toDateTime64(0, 3, 'UTC'), 'closed', 'unknown') AS ccp
FROM (SELECT * FROM linecheck_agents FINAL) AS a
GLOBAL INNER JOIN (SELECT * FROM linecheck_heard FINAL) AS h USING (agent_hash);

-- The entries whose latest verdict accuses, for each agent: since when (s since the epoch), why, which rule to add. Where
-- the beginning was never heard, since the latest change.
CREATE OR REPLACE VIEW linecheck_accused @on_cluster AS
SELECT
	v.agent_hash AS agent_hash,
	v.entry AS entry,
	toUnixTimestamp(if(o.ts > toDateTime64(0, 3, 'UTC') AND o.began = o.ts, o.began, v.ts)) AS since,
	v.cause AS cause,
	v.rules AS rules
FROM (SELECT * FROM linecheck_verdicts FINAL WHERE verdict IN ('blocked', 'tampered')) AS v
GLOBAL LEFT JOIN (SELECT * FROM linecheck_onsets FINAL) AS o ON v.agent_hash = o.agent_hash AND v.entry = o.entry;

-- An install id at each site whose token told of it.
CREATE OR REPLACE VIEW linecheck_identities @on_cluster AS
SELECT agent_hash FROM linecheck_agents WHERE install = sipHash64({agent:String});

-- Agents that another token told of later: who moved to another site is not silent at the first.
CREATE OR REPLACE VIEW linecheck_moved @on_cluster AS
SELECT arrayJoin(arrayFilter(hash -> hash != latest, hashes)) AS agent_hash
FROM (
	SELECT argMax(agent_hash, ts) AS latest, groupUniqArray(agent_hash) AS hashes
	FROM linecheck_agents
	WHERE install GLOBAL IN (
		SELECT install FROM linecheck_agents GROUP BY install HAVING min(agent_hash) != max(agent_hash)
	)
	GROUP BY install
);

-- linecheck_now at a given moment: reporting is heard within two of the agent's own intervals, or within two hours where
-- it declared none. Gone silent is missing two intervals while the CCP was open when last heard (for a shift of twelve
-- hours), or while the agent was heard at this hour of this weekday in one of the two weeks before; an agent whose CCP or
-- browser was closed is not silent, nor is one that declared no interval: nothing is due from it. What a run found holds
-- for a day, or two intervals: what an agent could do last week says nothing of now.
CREATE OR REPLACE VIEW linecheck_status @on_cluster AS
SELECT
	* REPLACE (if(is_old, 'unknown', calls) AS calls, if(is_old, [], missing) AS missing),
	toInt64({now:UInt32}) - toUnixTimestamp(heard) AS age,
	toInt64({now:UInt32}) - toUnixTimestamp(ts) > greatest(86400, 2 * interval) AS is_old,
	age <= 2 * if(interval = 0, 3600, interval) AS is_reporting,
	interval > 0 AND NOT is_reporting AND ccp != 'closed' AND agent_hash GLOBAL NOT IN (SELECT agent_hash FROM linecheck_moved) AND (ccp = 'open' AND age <= 43200 OR agent_hash GLOBAL IN (
		SELECT agent_hash
		FROM linecheck_hours
		WHERE time IN (
			SELECT toStartOfHour(toDateTime({now:UInt32}, 'UTC')) - toIntervalWeek(number + 1) FROM numbers(2)
		)
	)) AS is_silent
FROM linecheck_now;

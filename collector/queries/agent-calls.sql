-- How did the last calls of an agent go?
SELECT uid, toUInt32(toUnixTimestamp(ts)) AS at, detail AS outcome, cause, site
FROM linecheck_history FINAL
WHERE agent_hash GLOBAL IN (SELECT agent_hash FROM linecheck_identities(agent = {agent:String})) AND event = 'linecheck.call'
ORDER BY ts DESC
LIMIT 100

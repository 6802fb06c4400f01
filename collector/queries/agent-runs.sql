-- What did the last checks of an agent find?
SELECT uid, toUInt32(toUnixTimestamp(ts)) AS at, calls, missing, ms, if(prefix != '', prefix, network) AS network, site
FROM linecheck_history FINAL
WHERE agent_hash GLOBAL IN (SELECT agent_hash FROM linecheck_identities(agent = {agent:String})) AND event = 'linecheck.run'
ORDER BY ts DESC
LIMIT 100

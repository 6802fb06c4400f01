-- Which verdicts changed for an agent, and which incidents were noticed?
SELECT uid, toUInt32(toUnixTimestamp(ts)) AS at, event, entry, verdict, cause, detail, lost, site
FROM linecheck_history FINAL
WHERE agent_hash GLOBAL IN (SELECT agent_hash FROM linecheck_identities(agent = {agent:String})) AND event IN ('linecheck.verdict', 'linecheck.incident', 'linecheck.loss')
ORDER BY ts DESC
LIMIT 100

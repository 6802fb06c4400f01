-- Which verdicts changed for an agent, and which incidents were noticed?
SELECT uid, toUInt32(toUnixTimestamp(ts)) AS at, event, entry, verdict, cause, detail, lost
FROM linecheck_history FINAL
WHERE agent_hash = sipHash64({agent:String}) AND event IN ('linecheck.verdict', 'linecheck.incident', 'linecheck.loss')
ORDER BY ts DESC
LIMIT 100

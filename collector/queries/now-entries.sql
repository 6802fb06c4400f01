-- Which entries are missing for most reporting agents, at how many sites, since when?
SELECT
	missed.entry AS entry,
	toUInt32(count()) AS agents,
	toUInt32(uniqExact(missed.place)) AS sites,
	toUInt32(minIf(toUnixTimestamp(v.ts), v.verdict IN ('blocked', 'tampered'))) AS since
FROM (
	SELECT agent_hash, place, arrayJoin(missing) AS entry
	FROM linecheck_status(now = {now:UInt32})
	WHERE is_reporting
		AND ({site:String} = '' OR place = {site:String})
		AND ({browser:String} = '' OR browser = {browser:String})
) AS missed
GLOBAL LEFT JOIN (SELECT agent_hash, entry, ts, verdict FROM linecheck_verdicts FINAL) AS v
	ON missed.agent_hash = v.agent_hash AND missed.entry = v.entry
WHERE {entry:String} = '' OR missed.entry = {entry:String}
GROUP BY entry
ORDER BY agents DESC, entry
LIMIT 100

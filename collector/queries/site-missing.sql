-- What is missing at a site now: since when, for how many reporting agents, on which networks and browsers, why, which
-- rule to add?
SELECT
	missed.entry AS entry,
	toUInt32(count()) AS agents,
	toUInt32(minIf(v.since, v.since > 0)) AS since,
	arraySort(groupUniqArrayIf(20)(missed.where, missed.where != '')) AS networks,
	arraySort(groupUniqArrayIf(10)(missed.browser, missed.browser != '')) AS browsers,
	arraySort(groupUniqArrayIf(10)(v.cause, v.cause != '')) AS causes,
	arraySort(groupUniqArrayArray(20)(v.rules)) AS rules
FROM (
	SELECT agent_hash, browser, if(prefix != '', prefix, network) AS where, arrayJoin(missing) AS entry
	FROM linecheck_status(now = {now:UInt32})
	WHERE place = {site:String} AND is_reporting
		AND ({browser:String} = '' OR browser = {browser:String})
) AS missed
GLOBAL LEFT JOIN linecheck_accused AS v
	ON missed.agent_hash = v.agent_hash AND missed.entry = v.entry
WHERE {entry:String} = '' OR missed.entry = {entry:String}
GROUP BY entry
ORDER BY agents DESC, entry

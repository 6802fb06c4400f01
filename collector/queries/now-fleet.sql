-- How does each site stand, and which entries do how many of its reporting agents miss since when? One pass answers for
-- the whole view: api/now.ts adds it up.
SELECT
	place AS site,
	toUInt32(countIf(is_reporting)) AS present,
	toUInt32(countIf(is_reporting AND chosen)) AS reporting,
	toUInt32(countIf(is_reporting AND chosen AND calls = 'yes')) AS able,
	toUInt32(countIf(is_reporting AND chosen AND calls = 'no')) AS unable,
	toUInt32(countIf(is_silent AND chosen)) AS silent,
	sumMapIf(map_of_one, is_reporting) AS missing,
	minMapIf(changed, is_reporting) AS since
FROM (
	SELECT
		place,
		calls,
		is_reporting,
		is_silent,
		{entry:String} = '' OR has(missing, {entry:String}) AS chosen,
		arrayMap(entry -> tuple(entry, toUInt32(1)), missing)::Map(String, UInt32) AS map_of_one,
		mapFilter((entry, at) -> has(missing, entry), v.changed) AS changed
	FROM linecheck_status(now = {now:UInt32}) AS s
	GLOBAL LEFT JOIN (
		SELECT agent_hash, groupArray(tuple(entry::String, since))::Map(String, UInt32) AS changed
		FROM linecheck_accused
		GROUP BY agent_hash
	) AS v ON s.agent_hash = v.agent_hash
	WHERE ({site:String} = '' OR place = {site:String}) AND ({browser:String} = '' OR browser = {browser:String})
)
GROUP BY site
HAVING present + silent > 0

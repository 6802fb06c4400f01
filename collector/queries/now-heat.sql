-- Which site misses which entry? Agents that miss it, of the agents of the site that report.
WITH here AS (
	SELECT place, missing
	FROM linecheck_status(now = {now:UInt32})
	WHERE is_reporting
		AND ({site:String} = '' OR place = {site:String})
		AND ({browser:String} = '' OR browser = {browser:String})
)
SELECT cells.place AS site, cells.entry AS entry, toUInt32(cells.agents) AS agents, toUInt32(sizes.reporting) AS reporting
FROM (
	SELECT place, arrayJoin(missing) AS entry, count() AS agents
	FROM here
	GROUP BY place, entry
) AS cells
GLOBAL INNER JOIN (SELECT place, count() AS reporting FROM here GROUP BY place) AS sizes ON cells.place = sizes.place
WHERE {entry:String} = '' OR cells.entry = {entry:String}
ORDER BY agents DESC, site, entry
LIMIT 2000

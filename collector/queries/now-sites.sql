-- Which sites are there, and how do they stand?
SELECT
	place AS site,
	toUInt32(countIf(is_reporting)) AS reporting,
	toUInt32(countIf(is_reporting AND calls = 'no')) AS unable,
	toUInt32(countIf(is_silent)) AS silent
FROM linecheck_status(now = {now:UInt32})
WHERE ({site:String} = '' OR place = {site:String})
	AND ({browser:String} = '' OR browser = {browser:String})
	AND ({entry:String} = '' OR has(missing, {entry:String}))
GROUP BY site
HAVING reporting + silent > 0
ORDER BY unable DESC, silent DESC, site
LIMIT 500

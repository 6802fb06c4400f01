-- Which sites report now, and how many of their agents miss which entry?
SELECT
	place AS site,
	toUInt32(count()) AS reporting,
	sumMap(arrayMap(entry -> tuple(entry, toUInt32(1)), missing)::Map(String, UInt32)) AS missing
FROM linecheck_status(now = {now:UInt32})
WHERE is_reporting
GROUP BY site

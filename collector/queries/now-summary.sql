-- How many agents report, can take calls, cannot, have gone silent?
SELECT
	toUInt32(countIf(is_reporting)) AS reporting,
	toUInt32(countIf(is_reporting AND calls = 'yes')) AS able,
	toUInt32(countIf(is_reporting AND calls = 'no')) AS unable,
	toUInt32(countIf(is_reporting AND calls NOT IN ('yes', 'no'))) AS unknown,
	toUInt32(countIf(is_silent)) AS silent
FROM linecheck_status(now = {now:UInt32})
WHERE ({site:String} = '' OR place = {site:String})
	AND ({browser:String} = '' OR browser = {browser:String})
	AND ({entry:String} = '' OR has(missing, {entry:String}))

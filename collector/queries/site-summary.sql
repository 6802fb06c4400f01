-- How does one site stand? Of the agents heard in the range.
SELECT
	toUInt32(count()) AS agents,
	toUInt32(countIf(is_reporting)) AS reporting,
	toUInt32(countIf(is_reporting AND calls = 'yes')) AS able,
	toUInt32(countIf(is_reporting AND calls = 'no')) AS unable,
	toUInt32(countIf(is_silent)) AS silent
FROM linecheck_status(now = {now:UInt32})
WHERE place = {site:String} AND heard >= toDateTime({from:UInt32}, 'UTC')
	AND ({browser:String} = '' OR browser = {browser:String})

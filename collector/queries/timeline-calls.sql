-- How many calls were set up in each step of the timeline, and how many failed?
SELECT
	toUInt32(toUnixTimestamp(toStartOfInterval(time, toIntervalSecond({step:UInt32}), 'UTC'))) AS at,
	toUInt32(count()) AS calls,
	toUInt32(sum(failed)) AS errors
FROM linecheck_calls FINAL
WHERE time >= toDateTime({from:UInt32}, 'UTC') AND time < toDateTime({to:UInt32}, 'UTC')
	AND ({site:String} = '' OR site = {site:String} OR site = '' AND (
		prefix GLOBAL IN (SELECT prefix FROM linecheck_shared_networks WHERE prefix = {site:String})
		OR {site:String} = 'home' AND prefix GLOBAL NOT IN (SELECT prefix FROM linecheck_shared_networks)
	))
	AND ({browser:String} = '' OR browser = {browser:String})
GROUP BY at
ORDER BY at
SETTINGS do_not_merge_across_partitions_select_final = 1

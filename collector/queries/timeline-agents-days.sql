-- How many agents reported in each day, and how many of them could not take calls in some of it?
SELECT
	toUInt32(toUnixTimestamp(time)) AS at,
	toUInt32(count()) AS reporting,
	toUInt32(sum(able)) AS able,
	toUInt32(sum(unable)) AS unable
FROM linecheck_days FINAL
WHERE time >= toDateTime({from:UInt32}, 'UTC') AND time < toDateTime({to:UInt32}, 'UTC')
	AND ({site:String} = '' OR site = {site:String} OR site = '' AND (
		prefix GLOBAL IN (SELECT prefix FROM linecheck_shared_networks WHERE prefix = {site:String})
		OR {site:String} = 'home' AND prefix GLOBAL NOT IN (SELECT prefix FROM linecheck_shared_networks)
	))
	AND ({browser:String} = '' OR browser = {browser:String})
	AND ({entry:String} = '' OR has(missing, {entry:String}))
GROUP BY at
ORDER BY at
SETTINGS do_not_merge_across_partitions_select_final = 1

-- For how many agents was each entry missing in each hour?
SELECT toUInt32(toUnixTimestamp(time)) AS at, entry, toUInt32(count()) AS agents
FROM linecheck_hours FINAL
ARRAY JOIN missing AS entry
WHERE time >= toDateTime({from:UInt32}, 'UTC') AND time < toDateTime({to:UInt32}, 'UTC')
	AND ({site:String} = '' OR site = {site:String} OR site = '' AND (
		prefix GLOBAL IN (SELECT prefix FROM linecheck_shared_networks WHERE prefix = {site:String})
		OR {site:String} = 'home' AND prefix GLOBAL NOT IN (SELECT prefix FROM linecheck_shared_networks)
	))
	AND ({browser:String} = '' OR browser = {browser:String})
	AND ({entry:String} = '' OR entry = {entry:String})
GROUP BY at, entry
ORDER BY at, entry
SETTINGS do_not_merge_across_partitions_select_final = 1

-- How many calls of each site failed to set up? The 2 percent rule is judged above 200 calls only.
SELECT
	multiIf(site != '', site::String, prefix GLOBAL IN (SELECT prefix FROM linecheck_shared_networks), prefix, 'home') AS place,
	toUInt32(count()) AS calls,
	toUInt32(sum(failed)) AS errors,
	errors / calls AS rate,
	calls > 200 AS judged,
	judged AND rate > 0.02 AS over
FROM linecheck_calls FINAL
WHERE time >= toDateTime({from:UInt32}, 'UTC') AND time < toDateTime({to:UInt32}, 'UTC')
	AND ({browser:String} = '' OR browser = {browser:String})
GROUP BY place
HAVING {site:String} = '' OR place = {site:String}
ORDER BY over DESC, rate DESC, place
LIMIT 500
SETTINGS do_not_merge_across_partitions_select_final = 1

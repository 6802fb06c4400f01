-- Which agents of a site need help first?
SELECT
	agent,
	agent_name AS name,
	toUInt32(toUnixTimestamp(heard)) AS heard,
	multiIf(is_silent, 'silent', NOT is_reporting, 'away', calls = 'no', 'unable', calls = 'yes', 'able', 'unknown') AS state,
	missing,
	browser,
	os,
	version,
	if(prefix != '', prefix, network) AS network
FROM linecheck_status(now = {now:UInt32})
WHERE place = {site:String} AND heard >= toDateTime({from:UInt32}, 'UTC')
	AND ({browser:String} = '' OR browser = {browser:String})
	AND ({entry:String} = '' OR has(missing, {entry:String}))
ORDER BY indexOf(['unable', 'silent', 'unknown', 'able', 'away'], state), heard DESC
LIMIT 200

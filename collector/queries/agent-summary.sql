-- Who is this agent and how do they stand, at each site whose token told of them? The latest first.
SELECT
	agent,
	agent_name AS name,
	place AS site,
	toUInt32(toUnixTimestamp(heard)) AS heard,
	multiIf(is_silent, 'silent', NOT is_reporting, 'away', calls = 'no', 'unable', calls = 'yes', 'able', 'unknown') AS state,
	ccp,
	missing,
	browser,
	os,
	version,
	if(prefix != '', prefix, network) AS network
FROM linecheck_status(now = {now:UInt32})
WHERE agent_hash GLOBAL IN (SELECT agent_hash FROM linecheck_identities(agent = {agent:String}))
ORDER BY heard DESC
LIMIT 20

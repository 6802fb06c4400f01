-- Who is this agent and how do they stand?
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
WHERE agent_hash = sipHash64({agent:String})

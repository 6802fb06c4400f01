-- How does a site stand, which agents need help first, and what is missing there now: since when, for how many reporting
-- agents, on which networks and browsers, why, which rule to add? One pass answers for the whole view: a row for all
-- agents, without an entry, and one for each entry that is missing. api/site.ts takes it apart.
SELECT
	s.missed AS entry,
	toUInt32(count()) AS agents,
	toUInt32(countIf(is_reporting)) AS reporting,
	toUInt32(countIf(is_reporting AND calls = 'yes')) AS able,
	toUInt32(countIf(is_reporting AND calls = 'no')) AS unable,
	toUInt32(countIf(is_silent)) AS silent,
	toUInt32(minIf(v.since, v.since > 0)) AS since,
	arraySort(groupUniqArrayIf(20)(s.where, s.where != '')) AS networks,
	arraySort(groupUniqArrayIf(10)(s.browser, s.browser != '')) AS browsers,
	arraySort(groupUniqArrayIf(10)(v.cause, v.cause != '')) AS causes,
	-- a rule may go on in the next line: what one agent names stays together
	arrayDistinct(arrayFlatten(arraySort(groupUniqArray(20)(v.rules)))) AS rules,
	arraySlice(groupArraySortedIf(10000)(row, is_listed), 1, {most:UInt32}) AS first
FROM (
	SELECT
		agent_hash,
		browser,
		calls,
		is_reporting,
		is_silent,
		if(prefix != '', prefix, network) AS where,
		arrayJoin(arrayConcat([''], if(is_reporting, missing, []))) AS missed,
		missed = '' AND ({entry:String} = '' OR has(missing, {entry:String})) AS is_listed,
		multiIf(is_silent, 'silent', NOT is_reporting, 'away', calls = 'no', 'unable', calls = 'yes', 'able', 'unknown') AS state,
		tuple(
			indexOf(['unable', 'silent', 'unknown', 'able', 'away'], state),
			age,
			agent,
			agent_name,
			toUInt32(toUnixTimestamp(heard)),
			state,
			missing,
			browser,
			os,
			version,
			where
		)::Tuple(
			rank UInt8,
			age Int64,
			agent String,
			name String,
			heard UInt32,
			state String,
			missing Array(String),
			browser String,
			os String,
			version String,
			network String
		) AS row
	FROM linecheck_status(now = {now:UInt32})
	WHERE place = {site:String} AND ({browser:String} = '' OR browser = {browser:String})
		AND (is_reporting OR heard >= toDateTime({from:UInt32}, 'UTC'))
) AS s
GLOBAL LEFT JOIN linecheck_accused AS v ON s.agent_hash = v.agent_hash AND s.missed = v.entry
WHERE {entry:String} = '' OR s.missed IN ('', {entry:String})
GROUP BY entry
ORDER BY agents DESC, entry

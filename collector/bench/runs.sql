-- Runs of one day: eight for each agent at work, one an hour. Seeded: the same seed makes the same fleet.
INSERT INTO otel_logs (Timestamp, ServiceName, SeverityText, SeverityNumber, EventName, ResourceAttributes, LogAttributes)
WITH
	number % {agents:UInt32} AS agent,
	intDiv(number, {agents:UInt32}) AS hour,
	sipHash64({seed:UInt32}, agent, {day:UInt32}, hour) AS chance,
	agent % {sites:UInt32} AS site,
	-- one in twenty has no site: half of them share ten networks, half work at home
	agent % 20 = 7 AS placeless,
	sipHash64({seed:UInt32}, 'outage', site, intDiv({day:UInt32}, 3)) % 25 = 0 AS outage,
	multiIf(
		outage AND sipHash64({seed:UInt32}, agent) % 10 < 8, 'connect.media.turn',
		sipHash64({seed:UInt32}, 'own', agent, intDiv({day:UInt32}, 5)) % 200 = 0, 'connect.telemetry',
		''
	) AS bad
SELECT
	toDateTime64({now:UInt32} - {day:UInt32} * 86400 - hour * 3600 - chance % 3600, 9, 'UTC'),
	'linecheck',
	if(bad = 'connect.media.turn', 'WARN', 'INFO'),
	if(bad = 'connect.media.turn', 13, 9),
	'linecheck.run',
	mapFilter((name, value) -> value != '', map(
		'service.name', 'linecheck',
		'service.version', '0.1.0',
		'service.instance.id', 'agent-' || toString(agent) || '-' || lower(hex(sipHash64({seed:UInt32}, agent))),
		'user_agent.name', if(agent % 5 = 0, 'firefox', 'chromium'),
		'user_agent.version', if(agent % 5 = 0, '153', '156'),
		'os.type', 'windows',
		'linecheck.site', if(placeless, '', 'site-' || leftPad(toString(site), 3, '0'))
	)),
	map(
		'event.name', 'linecheck.run',
		'log.record.uid', lower(hex(sipHash128({seed:UInt32}, agent, {day:UInt32}, hour))) || ':run',
		'linecheck.run.id', lower(hex(sipHash128({seed:UInt32}, agent, {day:UInt32}, hour))),
		'linecheck.trigger', 'schedule',
		'linecheck.calls', if(bad = 'connect.media.turn', 'no', 'yes'),
		'linecheck.interval', '3600',
		'linecheck.ccp.open', 'true',
		'linecheck.network.id', lower(hex(sipHash64({seed:UInt32}, 'net', site))),
		'linecheck.network.prefix', if(placeless AND agent % 40 = 7, '100.' || toString(intDiv(agent, 256) % 256) || '.' || toString(agent % 256) || '.0/24', '9.9.' || toString(site % 10) || '.0/24'),
		'linecheck.run.duration', toString(600 + chance % 2400),
		'linecheck.profile.hash', 'd4e5f6',
		'linecheck.catalog.version', '2026-11-21.1',
		'linecheck.causes', if(bad = '', '{}', '{"' || bad || '":"' || if(bad = 'connect.media.turn', 'turn-unanswered', 'tcp-timeout') || '"}'),
		'linecheck.verdicts', '{' || arrayStringConcat(arrayMap(entry -> '"' || entry || '":"' || if(entry = bad, 'blocked', 'reachable') || '"', {entries:Array(String)}), ',') || '}'
	)
FROM numbers({agents:UInt32} * 8)
-- at the weekend one in ten
WHERE {day:UInt32} % 7 NOT IN (5, 6) OR agent % 10 = 0
SETTINGS max_insert_block_size = 200000

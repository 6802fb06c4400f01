-- Calls of one day: six for each agent at work, one in a hundred fails, three at sites that fare ill.
INSERT INTO otel_logs (Timestamp, ServiceName, SeverityText, SeverityNumber, EventName, ResourceAttributes, LogAttributes)
WITH
	number % {agents:UInt32} AS agent,
	intDiv(number, {agents:UInt32}) AS call,
	sipHash64({seed:UInt32}, 'call', agent, {day:UInt32}, call) AS chance,
	agent % {sites:UInt32} AS site,
	chance % 1000 < if(site % 10 = 3, 30, 10) AS failed
SELECT
	toDateTime64({now:UInt32} - {day:UInt32} * 86400 - chance % 28800, 9, 'UTC'),
	'linecheck',
	if(failed, 'ERROR', 'INFO'),
	if(failed, 17, 9),
	'linecheck.call',
	map(
		'service.name', 'linecheck',
		'service.version', '0.1.0',
		'service.instance.id', 'agent-' || toString(agent) || '-' || lower(hex(sipHash64({seed:UInt32}, agent))),
		'user_agent.name', if(agent % 5 = 0, 'firefox', 'chromium'),
		'user_agent.version', if(agent % 5 = 0, '153', '156'),
		'os.type', 'windows',
		'linecheck.site', 'site-' || leftPad(toString(site), 3, '0')
	),
	map(
		'event.name', 'linecheck.call',
		'log.record.uid', lower(hex(sipHash128({seed:UInt32}, 'call', agent, {day:UInt32}, call))),
		'linecheck.network.id', lower(hex(sipHash64({seed:UInt32}, 'net', site))),
		'linecheck.call.outcome', if(failed, 'failed', 'good'),
		'linecheck.call.ice', toString(50 + chance % 400)
	)
FROM numbers({agents:UInt32} * 6)
WHERE {day:UInt32} % 7 NOT IN (5, 6) OR agent % 10 = 0
SETTINGS max_insert_block_size = 200000

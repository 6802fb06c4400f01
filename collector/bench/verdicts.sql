-- The changes that the runs of a day tell: an entry that is missing for the first time, and one that is back.
INSERT INTO otel_logs (Timestamp, ServiceName, SeverityText, SeverityNumber, EventName, ResourceAttributes, LogAttributes)
SELECT
	min(Timestamp),
	'linecheck',
	'WARN',
	13,
	'linecheck.verdict',
	any(ResourceAttributes),
	map(
		'event.name', 'linecheck.verdict',
		'log.record.uid', min(LogAttributes['linecheck.run.id']) || ':verdict:' || entry,
		'linecheck.run.id', min(LogAttributes['linecheck.run.id']),
		'linecheck.entry', entry,
		'linecheck.verdict', 'blocked',
		'linecheck.verdict.previous', 'reachable',
		'error.type', if(entry = 'connect.media.turn', 'turn-unanswered', 'tcp-timeout'),
		'linecheck.rules', '["Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com"]'
	)
FROM otel_logs
ARRAY JOIN JSONExtractKeys(LogAttributes['linecheck.causes']) AS entry
WHERE EventName = 'linecheck.run' AND Timestamp >= toDateTime64({now:UInt32} - ({day:UInt32} + 1) * 86400, 9, 'UTC') AND Timestamp < toDateTime64({now:UInt32} - {day:UInt32} * 86400 + 1, 9, 'UTC')
GROUP BY ResourceAttributes['service.instance.id'], entry

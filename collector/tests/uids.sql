SELECT DISTINCT LogAttributes['log.record.uid'] AS uid FROM otel_logs

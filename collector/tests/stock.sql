SELECT EventName, Body, SeverityText, LogAttributes['kind'] AS kind, LogAttributes['list'] AS list, ResourceAttributes['linecheck.site'] AS site
FROM otel_logs
WHERE LogAttributes['kind'] = {service:String}

import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../core/telemetry/attributes.ts';
import { callEvent, incidentEvent, lossEvent, presenceEvent } from '../../core/telemetry/events.ts';
import type { Store } from '../store/store.ts';
import { collectorOn, openScratch, requestOf, runAt } from './support.ts';

let store: Store;
let server: ReturnType<typeof serve>;
let url: string;
let secret: string;

beforeAll(async () => {
	store = await openScratch();
	const collector = await collectorOn(store);
	secret = await collector.tokens.issue('Lisbon');
	server = serve({ fetch: collector.app.fetch, port: 0, hostname: '127.0.0.1' });
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/logs`;
});
afterAll(async () => {
	server.close();
	await store.close();
});

const Log = v.object({
	EventName: v.string(),
	Body: v.string(),
	SeverityText: v.string(),
	kind: v.string(),
	list: v.string(),
	site: v.string(),
});

describe("OpenTelemetry's own exporter", () => {
	it.each([CompressionAlgorithm.NONE, CompressionAlgorithm.GZIP])(
		'writes here, compression %s',
		async (compression) => {
			const service = `stock-${compression}`;
			const exporter = new OTLPLogExporter({ url, headers: { Authorization: `Bearer ${secret}` }, compression });
			const provider = new LoggerProvider({ processors: [new BatchLogRecordProcessor({ exporter })] });
			provider.getLogger(service, '1.2').emit({
				eventName: 'test.event',
				severityNumber: 9,
				severityText: 'INFO',
				body: { nested: [1, 'two', true] },
				attributes: { kind: service, list: ['a', 'b'], big: 1e21, yes: true },
			});
			await provider.forceFlush();
			await provider.shutdown();
			const rows = await store.ask('../tests/stock', { service }, Log);
			expect(rows).toEqual([
				{
					EventName: 'test.event',
					Body: '{"nested":[1,"two",true]}',
					SeverityText: 'INFO',
					kind: service,
					list: '["a","b"]',
					site: 'Lisbon',
				},
			]);
		},
	);
});

describe("OpenTelemetry's own decoder", () => {
	// generated from opentelemetry-proto by OpenTelemetry JS; later releases carry no decoder of requests
	const root = createRequire(import.meta.url)('otlp-transformer-0208/build/src/generated/root.js');
	const Request = root.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
	const now = Date.UTC(2026, 8, 1);
	const head = { id: 'x', at: now, networkId: 'n' };
	const request = requestOf('install', [
		...runAt('r', now, true),
		incidentEvent({ ...head, kind: 'k', entries: ['connect.transport'] }),
		callEvent({ ...head, outcome: 'lost', reason: 'r' }),
		presenceEvent({ ...head, ccpOpen: false }),
		lossEvent({ ...head, count: 3, reason: 'old' }),
	]);

	it('reads back exactly what the extension encodes', () => {
		const decoded = Request.fromObject(JSON.parse(JSON.stringify(request)));
		const bytes = Request.encode(decoded).finish();
		const back = Request.toObject(Request.decode(bytes), { longs: String });
		expect(back).toEqual(JSON.parse(JSON.stringify(request)));
	});

	it('finds only attributes of the registry', () => {
		const back = Request.toObject(Request.fromObject(JSON.parse(JSON.stringify(request))));
		const [log] = back.resourceLogs;
		const keys = [log.resource, ...log.scopeLogs[0].logRecords].flatMap(({ attributes }) =>
			attributes.map(({ key }: { key: string }) => key),
		);
		expect(keys.length).toBeGreaterThan(40);
		expect(keys.filter((key) => !ATTRIBUTES.some(({ name }) => name === key))).toEqual([]);
	});
});

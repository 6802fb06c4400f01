import { ClickHouseError } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../store/store.ts';
import { collectorOn, openScratch, requestOf, runAt, signIn } from './support.ts';

let store: Store;
let collector: Awaited<ReturnType<typeof collectorOn>>;

beforeAll(async () => {
	store = await openScratch();
	collector = await collectorOn(store);
});
afterAll(() => store.close());

const SAMPLE = /^linecheck_(\S+) (\d+)$/gm;

it('tells Prometheus what came, and names no site and no agent', async () => {
	const secret = await collector.tokens.issue('Lisbon');
	const { resourceLogs } = requestOf('secret-agent', runAt('r', Date.now()));
	const bad = { timeUnixNano: 'yesterday' };
	const [{ resource, scopeLogs = [] } = {}] = resourceLogs ?? [];
	await collector.post({ resourceLogs: [{ resource, scopeLogs: [...scopeLogs, { logRecords: [bad, bad] }] }] }, secret);
	await collector.post({}, 'no-token');

	const response = await collector.app.request('/metrics');
	expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
	const text = await response.text();
	const samples = Object.fromEntries([...text.matchAll(SAMPLE)].map(([, name, value]) => [name, Number(value)]));
	expect(samples).toMatchObject({
		records_total: 1,
		'records_rejected_total{reason="malformed"}': 2,
		'requests_total{status="200"}': 1,
		'requests_total{status="401"}': 1,
		records_waiting: 0,
		'acknowledge_seconds_bucket{le="+Inf"}': 1,
		acknowledge_seconds_count: 1,
	});
	expect(text).toContain('process_resident_memory_bytes');
	expect(text).not.toMatch(/Lisbon|secret-agent/);
});

it('is well only while the store answers and takes', async () => {
	expect((await collector.app.request('/healthz')).status).toBe(200);
	const full = { ...store, check: () => Promise.reject(new Error('no room')) };
	const { app } = await collectorOn(full);
	expect((await app.request('/healthz')).status).toBe(503);
});

it('says that the store is at fault where it is', async () => {
	const set = () =>
		Promise.reject(new ClickHouseError({ message: 'Cannot reserve', code: '243', type: 'NOT_ENOUGH_SPACE' }));
	const { app } = await collectorOn({ ...store, set });
	const response = await app.request('/api/tokens', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', Cookie: await signIn(app) },
		body: JSON.stringify({ site: 'Braga' }),
	});
	expect([response.status, await response.json()]).toEqual([503, { message: expect.stringMatching(/disk full/) }]);
});

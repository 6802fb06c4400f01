import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, RATES } from '../ingest/limits.ts';
import type { Store } from '../store/store.ts';
import { collectorOn, DAY, HOUR, openScratch, requestOf, runAt, signIn } from './support.ts';

let store: Store;
let clock = Date.now();
let collector: Awaited<ReturnType<typeof collectorOn>>;
let lisbon: string;
let anywhere: string;

beforeAll(async () => {
	store = await openScratch();
	collector = await collectorOn(store, () => clock);
	lisbon = await collector.tokens.issue('Lisbon');
	anywhere = await collector.tokens.issue('');
});
afterAll(() => store.close());

/** One record in OTLP's JSON, as any sender may write it. */
const record = (uid: string, more: Record<string, unknown> = {}) => ({
	timeUnixNano: `${clock}000000`,
	attributes: [{ key: 'log.record.uid', value: { stringValue: uid } }],
	...more,
});
const request = (records: readonly unknown[], resource: readonly unknown[] = []) => ({
	resourceLogs: [{ resource: { attributes: resource }, scopeLogs: [{ logRecords: records }] }],
});
const status = async (body: unknown, headers: Record<string, string> = {}, secret = lisbon) =>
	(await collector.post(body, secret, headers)).status;
const sitesSeen = async () => {
	const cookie = await signIn(collector.app);
	const response = await collector.app.request('/api/now?range=24h', { headers: { Cookie: cookie } });
	const { 'now-sites': sites } = (await response.json()) as { 'now-sites': { site: string; reporting: number }[] };
	return Object.fromEntries(sites.map(({ site, reporting }) => [site, reporting]));
};

describe('what is accepted', () => {
	it('takes JSON, and gzip', async () => {
		const body = request([record('ok-1')]);
		expect(await (await collector.post(body, lisbon)).json()).toEqual({});
		expect(await status(gzipSync(JSON.stringify(body)), { 'Content-Encoding': 'gzip' })).toBe(200);
	});

	it('keeps no connection whose body it did not read', async () => {
		expect((await collector.post({}, 'no-token')).headers.get('connection')).toBe('close');
		expect((await collector.post({}, lisbon)).headers.get('connection')).toBeNull();
	});

	it('takes nothing but POST', async () => {
		const response = await collector.app.request('/v1/logs');
		expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
	});

	it('keeps the good records of a half-bad batch and says how many were not', async () => {
		const before = await store.count();
		const bad = [
			record('bad-1', { timeUnixNano: 'yesterday' }),
			record('bad-2', { attributes: 'none' }),
			record('bad-3', { attributes: [{ key: 7 }] }),
			record('bad-4', { body: { arrayValue: { values: 3 } } }),
			record('bad-5', { timeUnixNano: `${clock - 100 * DAY}000000` }),
			record('bad-6', { body: { stringValue: 'x'.repeat(LIMITS.valueLength + 1) } }),
			record('bad-7', {
				attributes: Array.from({ length: LIMITS.attributes + 1 }, (_, n) => ({ key: `k${n}`, value: {} })),
			}),
			null,
		];
		const response = await collector.post(request([record('half-1'), ...bad, record('half-2')]), lisbon);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			partialSuccess: { rejectedLogRecords: '8', errorMessage: 'malformed, too-old, too-large, too-many-attributes' },
		});
		expect(await store.count()).toBe(before + 2);
	});

	it('stores what text databases choke on', async () => {
		const before = await store.count();
		const odd = 'quote \' " back\\slash \n \u0000 \ud800 {"a":1} \u{1f4de} ؤ';
		expect(
			await status(
				request([
					record('odd', { body: { stringValue: odd }, severityText: "'); DROP TABLE otel_logs --".slice(0, 32) }),
				]),
			),
		).toBe(200);
		expect(await store.count()).toBe(before + 1);
	});

	it('acknowledges a replay and counts it once', async () => {
		const body = requestOf('replayed', runAt('replayed-1', clock - 60_000));
		for (let i = 0; i < 3; i++) expect(await status(body)).toBe(200);
		expect((await sitesSeen()).Lisbon).toBe(1);
	});
});

describe('who may write, and for which site', () => {
	it('wants a token', async () => {
		for (const secret of ['', 'x', `${lisbon}x`, lisbon.slice(1)])
			expect(await status(request([]), {}, secret)).toBe(401);
		expect((await collector.post(request([]), '')).headers.get('www-authenticate')).toBe('Bearer');
	});

	it('takes the site from the token, never from the payload', async () => {
		const forged = requestOf('forger', runAt('forged-1', clock - 1000), { site: 'Porto' });
		const claim = { key: 'linecheck.site', value: { stringValue: 'Porto' } };
		const withSite = {
			resourceLogs: forged.resourceLogs.map((log) => ({
				...log,
				resource: { attributes: [...log.resource.attributes, claim] },
			})),
		};
		expect(await status(withSite)).toBe(200);
		const seen = await sitesSeen();
		expect(seen.Porto).toBeUndefined();
		expect(seen.Lisbon).toBe(2);
	});

	it('lets a token of no site name a site of the policy, but not one that a token owns', async () => {
		expect(await status(requestOf('q1', runAt('q1-1', clock - 1000), { site: 'Braga' }), {}, anywhere)).toBe(200);
		expect(await status(requestOf('q2', runAt('q2-1', clock - 1000), { site: 'Lisbon' }), {}, anywhere)).toBe(200);
		expect(await sitesSeen()).toMatchObject({ Braga: 1, Lisbon: 2, home: 1 });
	});

	it('rotates without loss and revokes at once', async () => {
		const [token] = collector.tokens.list().filter(({ site }) => site === 'Lisbon');
		const next = await collector.tokens.rotate(token?.id ?? '');
		expect(await status(request([record('r1')]), {}, lisbon)).toBe(200);
		expect(await status(request([record('r2')]), {}, next)).toBe(200);
		clock += 8 * DAY;
		expect(await status(request([record('r3')]), {}, lisbon)).toBe(401);
		clock -= 8 * DAY;
		await collector.tokens.revoke(token?.id ?? '');
		expect(await status(request([record('r4')]), {}, lisbon)).toBe(401);
		lisbon = next ?? '';
	});

	it('lets no token come back', async () => {
		const { tokens } = collector;
		const secret = 'chosen-by-the-administrator-for-faro';
		const faro = () => tokens.list().filter(({ site }) => site === 'Faro');
		expect(await tokens.adopt('Faro', secret)).toBe(true);
		const [{ id = '' } = {}] = faro();
		await tokens.rotate(id);
		clock += 6 * DAY;
		await tokens.rotate(id);
		clock += 2 * DAY;
		expect(faro()).toHaveLength(2);
		expect(await tokens.rotate(id)).toBeUndefined();
		expect(await tokens.adopt('Faro', secret)).toBe(false);
		clock -= 8 * DAY;
		await tokens.revoke(id);
		const { tokens: afterRestart } = await collectorOn(store, () => clock);
		expect(await afterRestart.adopt('Faro', secret)).toBe(false);
		expect(afterRestart.verify(secret)).toBeUndefined();
		for (const { id: left } of faro()) await tokens.revoke(left);
	});

	it('moves a token that is given to another site', async () => {
		const secret = 'chosen-by-the-administrator-for-tavira';
		for (const site of ['Tavira', 'Olhao']) expect(await collector.tokens.adopt(site, secret)).toBe(true);
		const { tokens } = await collectorOn(store, () => clock);
		expect(tokens.verify(secret)?.site).toBe('Olhao');
		expect(tokens.list().some(({ site }) => site === 'Tavira')).toBe(false);
	});

	it('keeps no token, only hashes', async () => {
		const kept = JSON.stringify([...(await store.settings(''))]);
		expect(kept).toContain('"site\\":\\"Lisbon');
		expect(kept).not.toContain(lisbon);
		expect(kept).not.toContain(anywhere);
	});
});

describe('limits', () => {
	it.each([
		['no JSON', '{"resourceLogs":', {}, 400],
		['nothing in it', '{}', {}, 200],
		['no list', '{"resourceLogs":5}', {}, 400],
		['no object', '[]', {}, 400],
		['a list', '[]', {}, 400],
		['protobuf', 'x', { 'Content-Type': 'application/x-protobuf' }, 415],
		['deflate', '{}', { 'Content-Encoding': 'deflate' }, 415],
		['no gzip', '{}', { 'Content-Encoding': 'gzip' }, 400],
	])('%s', async (_, body, headers, expected) => expect(await status(body, headers)).toBe(expected));

	it.each([
		['no resource', null],
		['no list of scopes', { scopeLogs: {} }],
		['no list of records', { resource: {}, scopeLogs: [{ logRecords: {} }] }],
	])('keeps what is good beside %s', async (_, bad) => {
		const before = await store.count();
		const { resourceLogs } = request([record('beside')]);
		const response = await collector.post({ resourceLogs: [bad, ...resourceLogs] }, lisbon);
		expect([response.status, await response.json()]).toEqual([
			200,
			{ partialSuccess: { rejectedLogRecords: '1', errorMessage: 'malformed' } },
		]);
		expect(await store.count()).toBe(before + 1);
	});

	it('refuses a large body, also one that only gzip makes small', async () => {
		expect(await status(' '.repeat(LIMITS.body + 1))).toBe(413);
		expect(await status(gzipSync(Buffer.alloc(LIMITS.inflated + 1, 32)), { 'Content-Encoding': 'gzip' })).toBe(413);
	});

	it('refuses a million values that are next to nothing to send and a second to parse', async () => {
		const empty = gzipSync(`{"resourceLogs":[${'{},'.repeat(LIMITS.values)}{}]}`);
		expect(empty.length).toBeLessThan(2_000);
		expect(await status(empty, { 'Content-Encoding': 'gzip' })).toBe(413);
	});

	it('refuses too many records at once, so that the sender splits', async () => {
		expect(await status(request(Array.from({ length: LIMITS.records + 1 }, () => ({}))))).toBe(413);
	});

	it('rejects a resource that is too large for each of its records to repeat', async () => {
		const before = await store.count();
		const large = [{ key: 'big', value: { arrayValue: { values: [{ stringValue: 'x'.repeat(LIMITS.shared) }] } } }];
		const response = await collector.post(request([{}, {}], large), lisbon);
		expect(await response.json()).toEqual({
			partialSuccess: { rejectedLogRecords: '2', errorMessage: 'too-large' },
		});
		expect(await store.count()).toBe(before);
		const many = Array.from({ length: 2 + LIMITS.repeated / LIMITS.shared }, () => ({}));
		const nearly = [{ key: 'big', value: { stringValue: 'x'.repeat(LIMITS.shared - 100) } }];
		expect(await status(request(many, nearly))).toBe(413);
	});

	it('rejects an install with a long name', async () => {
		const id = { key: 'service.instance.id', value: { stringValue: 'i'.repeat(LIMITS.keyLength + 1) } };
		const response = await collector.post(request([record('long')], [id]), lisbon);
		expect(await response.json()).toMatchObject({ partialSuccess: { errorMessage: 'cardinality' } });
	});

	it('rejects a value that is nested without end, and lives', async () => {
		const nest = (depth: number): unknown =>
			depth === 0 ? { stringValue: 'x' } : { arrayValue: { values: [nest(depth - 1)] } };
		const response = await collector.post(request([record('deep', { body: nest(500) })]), lisbon);
		expect(await response.json()).toMatchObject({ partialSuccess: { errorMessage: 'too-deep' } });
		expect(await status(`{"resourceLogs":${'['.repeat(100_000)}`)).toBe(400);
		expect(await status(`{"resourceLogs":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`)).toBe(200);
	});

	it('rejects what would bring too many distinct labels', async () => {
		const labelled = Array.from({ length: 1_200 }, (_, n) =>
			record(`label-${n}`, { attributes: [{ key: 'error.type', value: { stringValue: `made-up-${n}` } }] }),
		);
		const response = await collector.post(request(labelled), lisbon);
		const { partialSuccess } = (await response.json()) as {
			partialSuccess: { rejectedLogRecords: string; errorMessage: string };
		};
		expect(partialSuccess.errorMessage).toBe('cardinality');
		expect(Number(partialSuccess.rejectedLogRecords)).toBeGreaterThanOrEqual(200);
		// what one token used up, the others still have
		expect(await (await collector.post(request(labelled.slice(-1)), anywhere)).json()).toEqual({});
	});

	it('rejects made-up entries, of which each run could bring others', async () => {
		const verdicts = (run: number) => ({
			kvlistValue: {
				values: Array.from({ length: 100 }, (_, n) => ({
					key: `made-up-${run}-${n}`,
					value: { stringValue: 'blocked' },
				})),
			},
		});
		const runs = Array.from({ length: 12 }, (_, run) =>
			record(`entries-${run}`, { attributes: [{ key: 'linecheck.verdicts', value: verdicts(run) }] }),
		);
		const response = await collector.post(request(runs), lisbon);
		expect(await response.json()).toMatchObject({ partialSuccess: { errorMessage: 'cardinality' } });
	});

	it('slows down a token whose records are all rejected', async () => {
		const secret = await collector.tokens.issue('Flood');
		const bad = request(Array.from({ length: LIMITS.records }, () => null));
		for (let sent = 0; sent < RATES.token.burst; sent += LIMITS.records)
			expect(await status(bad, {}, secret)).toBe(200);
		expect(await status(bad, {}, secret)).toBe(429);
	});

	it('takes a thousand kinds of event a day, however they are named', async () => {
		const secret = await collector.tokens.issue('Kinds');
		const named = (from: number) =>
			request(Array.from({ length: 600 }, (_, n) => record(`kind-${from + n}`, { eventName: `kind-${from + n}` })));
		expect(await (await collector.post(named(0), secret)).json()).toEqual({});
		expect(await (await collector.post(named(600), secret)).json()).toMatchObject({
			partialSuccess: { rejectedLogRecords: '200', errorMessage: 'cardinality' },
		});
	});

	it('slows down one install, not the others', async () => {
		const from = (install: string, uid: string, count: number) =>
			request(
				Array.from({ length: count }, (_, n) => record(`${uid}-${n}`)),
				[{ key: 'service.instance.id', value: { stringValue: install } }],
			);
		for (const uid of ['e', 'f']) expect(await status(from('flood', uid, RATES.install.burst / 2))).toBe(200);
		const refused = await collector.post(from('flood', 'g', 100), lisbon);
		expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 2]);
		expect(await status(from('calm', 'c', 100))).toBe(200);
		clock += 3_000;
		expect(await status(from('flood', 'g', 100))).toBe(200);
	});
});

describe('clocks', () => {
	/** Hours of a site's timeline: how long ago, and how many agents. */
	const hoursOf = async (site: string) => {
		const cookie = await signIn(collector.app);
		const path = `/api/timeline?site=${site}&range=3d`;
		const response = await collector.app.request(path, { headers: { Cookie: cookie } });
		const { 'timeline-agents': hours } = (await response.json()) as {
			'timeline-agents': { at: number; reporting: number }[];
		};
		return hours.map(({ at, reporting }) => [Math.floor(clock / HOUR) - at / 3600, reporting]);
	};

	it('takes a record from the future as of now, and once', async () => {
		const tomorrow = requestOf('ahead', runAt('ahead-1', clock + DAY), { site: 'Future' });
		expect(await status(tomorrow, {}, anywhere)).toBe(200);
		clock += HOUR;
		expect(await status(tomorrow, {}, anywhere)).toBe(200);
		clock -= HOUR;
		expect(await hoursOf('Future')).toEqual([[0, 1]]);
	});

	it('takes a record without a time as of now, and once', async () => {
		const text = JSON.stringify(requestOf('timeless', runAt('timeless-1', clock), { site: 'Timeless' }));
		const timeless = JSON.parse(text.replace(/"(observedT|t)imeUnixNano":"\d+",?/g, ''));
		for (let times = 0; times < 2; times++) {
			expect(await status(timeless, {}, anywhere)).toBe(200);
			clock += HOUR;
		}
		expect(await hoursOf('Timeless')).toEqual([[2, 1]]);
		clock -= 2 * HOUR;
	});

	it('takes it once, also when its time has come meanwhile and the collector was restarted', async () => {
		const inTwoHours = requestOf('later', runAt('later-1', clock + 2 * HOUR), { site: 'Later' });
		expect(await status(inTwoHours, {}, anywhere)).toBe(200);
		clock += 3 * HOUR;
		expect(await status(inTwoHours, {}, anywhere)).toBe(200);
		const restarted = await collectorOn(store, () => clock);
		expect((await restarted.post(inTwoHours, anywhere)).status).toBe(200);
		expect(await hoursOf('Later')).toEqual([[3, 1]]);
		clock -= 3 * HOUR;
	});
});

describe('a time that was changed', () => {
	it('is not for the payload to claim', async () => {
		const claim = { key: 'linecheck.time.claimed', value: { stringValue: '1.000000000' } };
		const uid = { key: 'log.record.uid', value: { stringValue: 'claims' } };
		expect(await status(request([record('claims', { attributes: [uid, claim] })]))).toBe(200);
		expect([...(await store.moved(1_000)).keys()].filter((key) => key.endsWith(' claims'))).toEqual([]);
	});
});

describe('extension origins', () => {
	const preflight = (origin: string) =>
		collector.app.request('/v1/logs', {
			method: 'OPTIONS',
			headers: {
				Origin: origin,
				'Access-Control-Request-Method': 'POST',
				'Access-Control-Request-Headers': 'authorization,content-type,content-encoding',
			},
		});
	it.each([
		'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
		'moz-extension://6f0c2f5e-6a33-4c8e-9f39-6cf2d2a54a01',
	])('answers %s', async (origin) => {
		const response = await preflight(origin);
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toBe(
			'authorization,content-type,content-encoding',
		);
	});
	it('answers no page', async () => {
		for (const origin of ['https://evil.example', 'null', 'chrome-extension://x.evil.example/']) {
			expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
		}
	});
	it('lets the extension read when to come back', async () => {
		const response = await collector.post(request([]), lisbon, { Origin: 'moz-extension://a' });
		expect(response.headers.get('access-control-expose-headers')).toMatch(/Retry-After/);
	});
});

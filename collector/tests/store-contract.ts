import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryVerdict } from '../../core/diagnosis/types.ts';
import {
	callEvent,
	incidentEvent,
	lossEvent,
	presenceEvent,
	type RunInput,
	runEvents,
} from '../../core/telemetry/events.ts';
import { reportWith, runOf, turnBlocked } from '../../core/telemetry/fixtures.ts';
import { type Filters, FiltersSchema } from '../api/filters.ts';
import type { Row, TableName } from '../api/rows.ts';
import { readTables } from '../api/tables.ts';
import { decodeLogs } from '../ingest/decode.ts';
import type { Store } from '../store/store.ts';
import { DAY, HOUR, iso, requestOf, runAt } from './support.ts';

/** Noon of today: hours before and after it are of today. */
const NOW = Math.floor(Date.now() / DAY) * DAY - 12 * HOUR;
const MINUTE = 60_000;

/** Rows of `otel_logs`, as the collector or the plain exporter writes them. */
export const rowsOf = (request: unknown, site = '') =>
	decodeLogs(request, {
		oldest: 0,
		stamp: (attributes) => (site === '' ? attributes : { ...attributes, 'linecheck.site': site }),
		admitsResource: () => true,
		admits: () => true,
	}).rows;

/** What every store must do: the embedded engine and a server pass the same suite. */
export function storeContract(open: () => Promise<{ readonly store: Store; close(): Promise<void> }>): void {
	let store: Store;
	let close: () => Promise<void>;
	const ask = async <Name extends TableName>(
		table: Name,
		filters: Partial<Filters> = {},
		now = NOW,
	): Promise<Row<Name>[]> => {
		const { [table]: rows } = await readTables(store, [table], v.parse(FiltersSchema, filters), now);
		return rows as Row<Name>[];
	};
	/** Every batch comes twice, through the very path that the plain exporter uses: rows of otel_logs. */
	const insert = async (request: unknown, site = '') => {
		await store.insert(rowsOf(request, site));
		await store.insert(rowsOf(request, site));
	};

	beforeAll(async () => {
		({ store, close } = await open());
		// Lisbon: three agents, one blocked since yesterday, one of them twice as a browser
		await insert(requestOf('a1', runAt('a1-1', NOW - 10 * MINUTE)), 'Lisbon');
		await insert(requestOf('a2', runAt('a2-0', NOW - DAY, true)), 'Lisbon');
		await insert(requestOf('a2', runAt('a2-1', NOW - 5 * MINUTE, true, { previous: undefined })), 'Lisbon');
		await insert(
			requestOf('a3', runAt('a3-1', NOW - 29 * MINUTE), { browser: { name: 'firefox', version: '153' } }),
			'Lisbon',
		);
		// gone silent: CCP open when last heard, two intervals of 15 minutes missed
		await insert(requestOf('s1', runAt('s1-1', NOW - 31 * MINUTE)), 'Porto');
		// a closed browser is not silent, though it was heard at this hour yesterday
		await insert(requestOf('s2', runAt('s2-0', NOW - DAY)), 'Porto');
		await insert(
			requestOf('s2', [
				...runAt('s2-1', NOW - 50 * MINUTE),
				presenceEvent({ id: 's2-closed', at: NOW - 40 * MINUTE, ccpOpen: false }),
			]),
			'Porto',
		);
		// nothing known of the CCP: silent by the habit of this hour and weekday
		await insert(requestOf('s3', runAt('s3-0', NOW - 7 * DAY, false, { ccpOpen: undefined })), 'Porto');
		await insert(requestOf('s4', runAt('s4-0', NOW - 7 * DAY - 3 * HOUR, false, { ccpOpen: undefined })), 'Porto');
		await insert(requestOf('s6', runAt('s6-0', NOW - 2 * DAY, false, { ccpOpen: undefined })), 'Porto');
		// open, but longer ago than a shift
		await insert(requestOf('s5', runAt('s5-0', NOW - 15 * HOUR)), 'Porto');
		// no token's site, no policy's: three on one public network are a site, one alone is a home
		for (const agent of ['n1', 'n2', 'n3'])
			await insert(requestOf(agent, runAt(`${agent}-1`, NOW - MINUTE, false, { publicAddress: '9.9.9.9' })));
		await insert(requestOf('h1', runAt('h1-1', NOW - MINUTE, true, { publicAddress: '8.8.8.8' })));
		await insert(requestOf('p1', runAt('p1-1', NOW - MINUTE), { site: 'Policy' }));
	});
	afterAll(() => close());

	describe('now', () => {
		it('counts each agent once: reporting, able, not able, silent', async () => {
			expect(await ask('now-summary')).toEqual([{ reporting: 8, able: 6, unable: 2, unknown: 0, silent: 2 }]);
		});
		it('filters by site, browser and entry', async () => {
			expect(await ask('now-summary', { site: 'Lisbon' })).toMatchObject([{ reporting: 3, unable: 1 }]);
			expect(await ask('now-summary', { site: 'Porto' })).toMatchObject([{ reporting: 0, silent: 2 }]);
			expect(await ask('now-summary', { browser: 'firefox' })).toMatchObject([{ reporting: 1 }]);
			expect(await ask('now-summary', { entry: 'connect.media.turn' })).toMatchObject([{ reporting: 2 }]);
		});
		it('takes an agent for silent only after two intervals', async () => {
			expect(await ask('now-summary', { site: 'Lisbon' }, NOW + 2 * MINUTE)).toMatchObject([
				{ reporting: 2, silent: 1 },
			]);
		});
		it('names the worst entries and since when', async () => {
			expect(await ask('now-entries')).toEqual([
				{ entry: 'connect.media.turn', agents: 2, sites: 2, since: (NOW - 5 * MINUTE) / 1000 },
			]);
		});
		it('places agents: token, policy, public network, home', async () => {
			const sites = await ask('now-sites');
			expect(sites.map(({ site, reporting }) => [site, reporting]).sort()).toEqual([
				['9.9.9.0/24', 3],
				['Lisbon', 3],
				['Policy', 1],
				['Porto', 0],
				['home', 1],
			]);
		});
		it('makes the heat map', async () => {
			expect(await ask('now-heat')).toEqual([
				{ site: 'home', entry: 'connect.media.turn', agents: 1, reporting: 1 },
				{ site: 'Lisbon', entry: 'connect.media.turn', agents: 1, reporting: 3 },
			]);
		});
	});

	describe('site', () => {
		it('says what is missing, where, why, and the rule to add', async () => {
			const [missing] = await ask('site-missing', { site: 'Lisbon' });
			expect(missing).toEqual({
				entry: 'connect.media.turn',
				agents: 1,
				since: (NOW - 5 * MINUTE) / 1000,
				networks: ['8.8.4.0/24'],
				browsers: ['chromium'],
				causes: ['turn-unanswered'],
				rules: ['Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com'],
			});
		});
		it('lists its agents, those that need help first', async () => {
			const agents = await ask('site-agents', { site: 'Lisbon' });
			expect(agents.map(({ agent, state }) => `${agent} ${state}`)).toEqual(['a2 unable', 'a1 able', 'a3 able']);
			expect(await ask('site-summary', { site: 'Lisbon' })).toEqual([
				{ agents: 3, reporting: 3, able: 2, unable: 1, silent: 0 },
			]);
		});
	});

	describe('agent', () => {
		it('shows runs, changes, incidents and calls, each once', async () => {
			const events = [
				incidentEvent({
					id: 'i1',
					at: NOW - 4 * MINUTE,
					kind: 'ice_collection_timeout',
					entries: ['connect.media.turn'],
					cause: 'turn-unanswered',
				}),
				callEvent({ id: 'c1', at: NOW - 4 * MINUTE, outcome: 'failed', reason: 'Ice Collection Timeout' }),
				lossEvent({ id: 'l1', at: NOW - 3 * MINUTE, count: 4_321, reason: 'full' }),
			];
			await insert(requestOf('a2', events), 'Lisbon');
			expect((await ask('agent-summary', { agent: 'a2' }))[0]).toMatchObject({
				site: 'Lisbon',
				state: 'unable',
				ccp: 'open',
			});
			expect((await ask('agent-runs', { agent: 'a2' })).map(({ uid }) => uid)).toEqual(['a2-1:run', 'a2-0:run']);
			const changes = await ask('agent-changes', { agent: 'a2' });
			expect(changes[0]).toMatchObject({ event: 'linecheck.loss', detail: 'full', lost: 4_321 });
			expect(changes.map(({ uid }) => uid)).toEqual([
				'l1',
				'i1',
				'a2-1:verdict:connect.media.turn',
				'a2-0:verdict:connect.media.turn',
			]);
			expect(await ask('agent-calls', { agent: 'a2' })).toMatchObject([
				{ uid: 'c1', outcome: 'failed', cause: 'Ice Collection Timeout' },
			]);
		});
		it('knows nothing of an agent that it never heard', async () => {
			expect(await ask('agent-summary', { agent: "x' OR 1=1 --" })).toEqual([]);
		});
	});

	describe('calls', () => {
		const calls = (site: string, count: number, failed: number) =>
			insert(
				requestOf(
					`calls-${site}`,
					Array.from({ length: count }, (_, index) =>
						callEvent({
							id: `${site}-${index}`,
							at: NOW - HOUR - index,
							outcome: index < failed ? 'failed' : index === failed ? 'lost' : 'good',
						}),
					),
				),
				site,
			);
		it('judges the 2 percent rule above 200 calls only', async () => {
			await calls('C200', 200, 50);
			await calls('C201-4', 201, 4);
			await calls('C201-5', 201, 5);
			const rows = (await ask('now-calls')).filter(({ place }) => place.startsWith('C'));
			expect(rows.map(({ place, calls: n, errors, judged, over }) => [place, n, errors, judged, over])).toEqual([
				['C201-5', 201, 5, true, true],
				['C200', 200, 50, false, false],
				['C201-4', 201, 4, true, false],
			]);
		});
		it('shows them over time', async () => {
			const hours = await ask('timeline-calls', { site: 'C201-5' });
			expect(hours.reduce((sum, row) => sum + row.calls, 0)).toBe(201);
			const days = await ask('timeline-calls', { site: 'C201-5', range: '30d' });
			expect(days).toMatchObject([{ calls: 201, errors: 5 }]);
		});
	});

	describe('timeline', () => {
		it('counts agents by hour and by day', async () => {
			const hours = await ask('timeline-agents', { range: '3d', site: 'Lisbon' });
			expect(hours.map(({ at, reporting, unable }) => [at * 1000 - NOW, reporting, unable])).toEqual([
				[-DAY, 1, 1],
				[-HOUR, 3, 1],
			]);
			const days = await ask('timeline-agents', { range: '30d', site: 'Lisbon' });
			expect(days.map(({ reporting, unable }) => [reporting, unable])).toEqual([
				[1, 1],
				[3, 1],
			]);
		});
		it('counts who misses an entry', async () => {
			expect(await ask('timeline-entries', { range: '24h' })).toContainEqual({
				at: (NOW - HOUR) / 1000,
				entry: 'connect.media.turn',
				agents: 2,
			});
		});
	});

	it('offers what can be filtered by', async () => {
		expect((await ask('options'))[0]).toMatchObject({
			browsers: ['chromium', 'firefox'],
			entries: ['connect.media.turn'],
		});
	});

	it('keeps settings, the latest of each, and forgets empty ones', async () => {
		await store.set('k', 'zero');
		await store.set('k', "it's");
		await store.set('k', 'two');
		await store.set('gone', 'x');
		await store.set('gone', '');
		expect([...(await store.settings(''))]).toEqual([['k', 'two']]);
	});

	describe('what misleads', () => {
		it('counts an entry that is named twice once, and keeps a rule together with the line that goes on', async () => {
			const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
			const record = (agent: string, name: string, attributes: readonly object[]) => ({
				timeUnixNano: `${NOW - MINUTE}000000`,
				eventName: name,
				attributes: [text('log.record.uid', `${agent}-${name}`), ...attributes],
			});
			const named = (code: string) => `"connect.media.turn":"${code}"`;
			for (const agent of ['twice-a', 'twice-b']) {
				const rules = ['Allow UDP 3478 to *', '  or to each host: turn', ...(agent === 'twice-b' ? ['Allow TCP'] : [])];
				await insert(
					{
						resourceLogs: [
							{
								resource: { attributes: [text('service.name', 'linecheck'), text('service.instance.id', agent)] },
								scopeLogs: [
									{
										logRecords: [
											record(agent, 'linecheck.run', [
												text('linecheck.calls', 'no'),
												text('linecheck.verdicts', `{${named('blocked')},${named('blocked')}}`),
											]),
											record(agent, 'linecheck.verdict', [
												text('linecheck.entry', 'connect.media.turn'),
												text('linecheck.verdict', 'blocked'),
												text('linecheck.rules', JSON.stringify(rules)),
											]),
										],
									},
								],
							},
						],
					},
					'Twice',
				);
			}
			expect(await ask('site-missing', { site: 'Twice' })).toMatchObject([
				{ agents: 2, rules: ['Allow UDP 3478 to *', '  or to each host: turn', 'Allow TCP'] },
			]);
			expect(await ask('now-heat', { site: 'Twice' })).toMatchObject([{ agents: 2, reporting: 2 }]);
		});

		it('says nothing of now by a run of days ago', async () => {
			const call = callEvent({ id: 'old-call', at: NOW - MINUTE, outcome: 'good' });
			await insert(
				requestOf('old', [...runAt('old-1', NOW - 25 * HOUR, true, { intervalSeconds: undefined }), call]),
				'Old',
			);
			expect(await ask('now-summary', { site: 'Old' })).toMatchObject([{ reporting: 1, unable: 0, unknown: 1 }]);
			expect(await ask('site-missing', { site: 'Old' })).toEqual([]);
		});

		it('misses an entry since it began, whatever its cause became', async () => {
			const bad = { verdicts: { 'connect.media.turn': turnBlocked } };
			const other = { ...turnBlocked, cause: 'turn-not-resolved' } as const;
			const run = (id: string, at: number, previous?: RunInput['previous'], verdict: EntryVerdict = turnBlocked) => {
				const report = reportWith(id, { 'connect.media.turn': verdict }, iso(at));
				return insert(requestOf('b1', runEvents(runOf(report, { previous }))), 'Beja');
			};
			const since = async () => [
				(await ask('site-missing', { site: 'Beja' }))[0]?.since,
				(await ask('now-entries', { site: 'Beja' }))[0]?.since,
			];
			await run('b1-1', NOW - 3 * HOUR);
			await run('b1-2', NOW - HOUR, bad, other);
			await run('b1-3', NOW - 9 * MINUTE, bad);
			expect(await since()).toEqual(Array(2).fill((NOW - 3 * HOUR) / 1000));
			await run('b1-4', NOW - 8 * MINUTE, bad, { verdict: 'reachable', attempts: 1, targets: {} });
			// what told that it began again was lost: as of what is known
			await run('b1-6', NOW - 6 * MINUTE, bad, other);
			expect(await since()).toEqual(Array(2).fill((NOW - 6 * MINUTE) / 1000));
		});
		it('finds what it found before when a record from the future comes again', async () => {
			const real = Date.now();
			const ahead = rowsOf(requestOf('z1', runAt('z1-ahead', real + DAY, true)), 'Viseu');
			await store.insert(ahead);
			await insert(requestOf('z1', runAt('z1-now', real)), 'Viseu');
			await store.insert(ahead);
			expect(await ask('now-summary', { site: 'Viseu' }, real)).toMatchObject([{ reporting: 1, able: 1, unable: 0 }]);
			expect(await ask('site-missing', { site: 'Viseu' }, real)).toEqual([]);
		});
		it("leaves an agent as it is, whatever another site's token says of its install id", async () => {
			const told = { previous: undefined, publicAddress: '8.8.4.4' };
			await insert(requestOf('v1', runAt('v1-1', NOW - 2 * MINUTE, true, told)), 'Aveiro');
			const pictures = () =>
				Promise.all(
					(['site-summary', 'site-missing', 'site-agents', 'now-sites'] as const).map((table) =>
						ask(table, { site: 'Aveiro' }),
					),
				);
			const before = await pictures();
			const forged = JSON.parse(
				JSON.stringify(requestOf('v1', runAt('v1-2', NOW - MINUTE, true, { previous: { verdicts: {} } })))
					.replaceAll('Allow UDP', 'Allow anything')
					.replaceAll('turn-unanswered', 'fake'),
			);
			await insert(forged, 'Beira');
			await insert(requestOf('v1', runAt('v1-3', NOW)), 'Beira');
			await insert(requestOf('v1', [presenceEvent({ id: 'v1-closed', at: NOW, ccpOpen: false })]), 'Beira');
			expect(await pictures()).toEqual(before);
			expect((await ask('agent-summary', { agent: 'v1' })).map(({ site, state }) => [site, state])).toEqual([
				['Beira', 'able'],
				['Aveiro', 'unable'],
			]);
			expect((await ask('agent-runs', { agent: 'v1' })).map(({ site, uid }) => [site, uid])).toEqual([
				['Beira', 'v1-3:run'],
				['Beira', 'v1-2:run'],
				['Aveiro', 'v1-1:run'],
			]);
		});
		it('takes nobody for silent who moved to the token of another site', async () => {
			await insert(requestOf('w1', runAt('w1-1', NOW - HOUR)), 'Evora');
			expect(await ask('now-summary', { site: 'Evora' })).toMatchObject([{ silent: 1 }]);
			await insert(requestOf('w1', runAt('w1-2', NOW - MINUTE)), 'Moura');
			expect(await ask('now-summary', { site: 'Evora' })).toMatchObject([{ reporting: 0, silent: 0 }]);
			expect(await ask('now-summary', { site: 'Moura' })).toMatchObject([{ reporting: 1, silent: 0 }]);
		});
		it('misses nothing of an agent that declared no interval', async () => {
			const heard = (agent: string, ago: number) =>
				insert(requestOf(agent, runAt(`${agent}-${ago}`, NOW - ago, false, { intervalSeconds: undefined })), 'Quiet');
			await heard('q1', DAY);
			await heard('q1', 121 * MINUTE);
			await heard('q2', 119 * MINUTE);
			expect(await ask('now-summary', { site: 'Quiet' })).toMatchObject([{ reporting: 1, silent: 0 }]);
		});
		it('takes no text for a network: it may be the name of a site', async () => {
			for (const agent of ['x1', 'x2', 'x3']) {
				const request = requestOf(agent, runAt(`${agent}-1`, NOW - MINUTE, false, { publicAddress: '9.9.8.9' }));
				await insert(JSON.parse(JSON.stringify(request).replaceAll('9.9.8.0/24', 'Lisbon')));
			}
			expect(await ask('now-sites', { site: 'Lisbon' })).toMatchObject([{ reporting: 3 }]);
			for (const agent of ['y1', 'y2', 'y3'])
				await insert(
					requestOf(agent, runAt(`${agent}-1`, NOW - MINUTE, false, { publicAddress: '2a00:1450:4001::9' })),
				);
			expect(await ask('now-sites', { site: '2a00:1450:4001::/48' })).toMatchObject([{ reporting: 3 }]);
		});
		it('counts what is missing as the fleet does: reporting agents', async () => {
			await insert(requestOf('f1', runAt('f1-1', NOW - MINUTE, true)), 'Faro');
			await insert(requestOf('f2', runAt('f2-1', NOW - 20 * HOUR, true)), 'Faro');
			expect(await ask('site-missing', { site: 'Faro' })).toMatchObject([{ agents: 1 }]);
			expect(await ask('now-entries', { site: 'Faro' })).toMatchObject([{ agents: 1 }]);
		});
	});

	it('stores logs of any other service beside', async () => {
		const before = await store.count();
		const request = requestOf('x', runAt('x-1', NOW));
		await store.insert(
			rowsOf(request).map((row) => ({ ...row, ServiceName: 'other', ResourceAttributes: { 'service.name': 'other' } })),
		);
		expect(await store.count()).toBe(before + 1);
		expect(await ask('agent-runs', { agent: 'x' })).toEqual([]);
	});
}

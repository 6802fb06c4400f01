import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CallOutcome } from '../core/incident/calls.ts';
import type { IncidentRecord } from '../core/incident/standing.ts';
import type { Report } from '../core/report/types.ts';
import { reportWith, turnBlocked } from '../core/telemetry/fixtures.ts';
import type { TelemetryEvent } from '../core/telemetry/otlp.ts';
import { readDestination } from './outbox/destination.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { type OutboxStore, openStore } from './outbox/store.ts';
import type { Judge } from './publisher.ts';
import type { Runner } from './runner.ts';
import { callsItem, ccpTabsItem, incidentsItem, lastReportItem, profileItem, telemetryItem } from './storage.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';
import { registerTelemetry } from './telemetry-sources.ts';

// One listener for each message and context: each test registers anew.
vi.mock('./messages.ts', () => {
	const onMessage = () => undefined;
	return { onMessage, onOwnMessage: onMessage, sendMessage: async () => undefined };
});

const endpoint = 'https://logs.example.com';
const good = reportWith('r1');
const bad = reportWith('r2', { 'connect.media.turn': turnBlocked });
const runner: Runner = { start: async () => undefined, cancel: () => undefined, resume: async () => undefined };

let ids = 0;
let sent: TelemetryEvent[];
let store: OutboxStore;
let outbox: Outbox;
let telemetry: Telemetry;
const named = (name: string) => sent.filter((event) => event.name === name);

beforeEach(async () => {
	fakeBrowser.reset();
	Object.assign(fakeBrowser, {
		permissions: { onAdded: { addListener: () => {} }, onRemoved: { addListener: () => {} } },
	});
	fakeBrowser.tabs.query = async () => [];
	fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Linecheck', version: '9.9.9' });
	Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'win' }) });
	sent = [];
	store = openStore(Date.now, `telemetry-${++ids}`);
	outbox = createOutbox({
		store,
		destination: readDestination,
		post: async (_, events) => {
			sent.push(...events);
			return { kind: 'answered', status: 200, body: '{}' };
		},
		wakeAt: async () => undefined,
		changed: async () => undefined,
		now: Date.now,
		random: () => 0,
		newId: () => crypto.randomUUID(),
	});
	telemetry = createTelemetry(outbox, store);
	await profileItem.setValue({ connect: { alias: 'acme', region: 'us-east-1' } });
	await telemetryItem.setValue({ endpoint });
});
afterEach(() => outbox.flush());

describe('runs', () => {
	it('tells a verdict only when it changes', async () => {
		await telemetry.recordRun(good, () => 'yes');
		await telemetry.recordRun(bad, () => 'no');
		await telemetry.recordRun({ ...bad, runId: 'r3' }, () => 'no');
		await outbox.flush();
		expect(sent.map(({ uid }) => uid)).toEqual(['r1:run', 'r2:run', 'r2:verdict:connect.media.turn', 'r3:run']);
		expect(named('linecheck.verdict')[0]?.attributes['linecheck.verdict.previous']).toBe('reachable');
	});

	describe('that tried only a part', () => {
		const turn = { id: 'udp://turn', kind: 'turn', url: 'turn:turn', entries: ['connect.media.turn'] };
		const untested = { verdict: 'untested', attempts: 0, targets: {} } as const;
		/** An incident's check that asked other entries. */
		const partial = (runId: string, more: Partial<Report> = {}): Report => ({
			...reportWith(runId, { 'connect.media.turn': untested }),
			targets: [turn] as unknown as Report['targets'],
			...more,
		});
		const judge: Judge = (verdicts) => (verdicts['connect.media.turn']?.verdict === 'blocked' ? 'no' : 'unknown');
		const turnIn = (uid: string) =>
			sent.find((event) => event.uid === uid)?.attributes['linecheck.verdicts'] as Record<string, string>;

		it('leaves an entry that was blocked as it was, and since when it is', async () => {
			await telemetry.recordRun(bad, judge);
			await telemetry.recordRun(partial('r3'), judge);
			await telemetry.recordRun({ ...bad, runId: 'r4' }, judge);
			await outbox.flush();
			expect(named('linecheck.verdict').map(({ uid }) => uid)).toEqual(['r2:verdict:connect.media.turn']);
			expect(turnIn('r3:run')).toMatchObject({ 'connect.media.turn': 'blocked' });
			const run = sent.find(({ uid }) => uid === 'r3:run');
			expect(run?.attributes).toMatchObject({
				'linecheck.calls': 'no',
				'linecheck.causes': { 'connect.media.turn': 'turn-unanswered' },
			});
		});

		it('tells the next real verdict as a change of the last real one', async () => {
			await telemetry.recordRun(bad, judge);
			await telemetry.recordRun(partial('r3'), judge);
			await telemetry.recordRun({ ...good, runId: 'r4' }, judge);
			await outbox.flush();
			const [, opened] = named('linecheck.verdict');
			expect(opened?.attributes).toMatchObject({
				'linecheck.verdict': 'reachable',
				'linecheck.verdict.previous': 'blocked',
			});
		});

		it.each([{ networkId: 'of-the-home' }, { profileHash: 'other' }])(
			'claims nothing of elsewhere: %o',
			async (more) => {
				await telemetry.recordRun(bad, judge);
				await telemetry.recordRun(partial('r3', more), judge);
				await outbox.flush();
				expect(turnIn('r3:run')).toMatchObject({ 'connect.media.turn': 'untested' });
				expect(named('linecheck.verdict')).toHaveLength(1);
			},
		);
	});

	it('lets since-when stand where a run could find nothing out', async () => {
		const offline = reportWith('r3', { 'connect.media.turn': { verdict: 'inconclusive', attempts: 2, targets: {} } });
		await telemetry.recordRun(bad, () => 'no');
		await telemetry.recordRun(offline, () => 'unknown');
		await telemetry.recordRun({ ...bad, runId: 'r4' }, () => 'no');
		await outbox.flush();
		expect(named('linecheck.verdict').map(({ uid }) => uid)).toEqual(['r2:verdict:connect.media.turn']);
		const run = sent.find(({ uid }) => uid === 'r3:run');
		expect(run?.attributes['linecheck.verdicts']).toMatchObject({ 'connect.media.turn': 'inconclusive' });
	});

	it('tells a run that a second worker finishes the same way, with the same ids', async () => {
		await telemetry.recordRun(good, () => 'yes');
		await telemetry.recordRun(bad, () => 'no');
		await outbox.flush();
		const first = sent.filter(({ uid }) => uid.startsWith('r2:'));
		sent = [];
		await createTelemetry(outbox, store).recordRun(bad, () => 'no');
		await outbox.flush();
		expect(sent).toEqual(first);
	});

	it('keeps nothing where telemetry is off', async () => {
		await telemetryItem.setValue(null);
		await telemetry.recordRun(bad, () => 'no');
		expect((await store.read()).queued).toBe(0);
		expect((await store.read()).state.told).toBeUndefined();
	});

	it('ends a run in time where the disk hangs, and never rejects', async () => {
		const hanging = { ...outbox, add: () => new Promise<void>(() => undefined) };
		const started = performance.now();
		await createTelemetry(hanging, store).recordRun(bad, () => 'no');
		expect(performance.now() - started).toBeLessThan(3000);
		const failing = { ...outbox, add: () => Promise.reject(new Error('full')) };
		await createTelemetry(failing, store).recordRun(bad, () => 'no');
	});
});

describe('a browser that ended without a word', () => {
	const ccp = [{ id: 7 }] as Awaited<ReturnType<typeof fakeBrowser.tabs.query>>;
	const opens = () => named('linecheck.presence').map(({ attributes }) => attributes['linecheck.ccp.open']);

	it('tells at its next start, once, that the CCP is closed', async () => {
		await telemetry.recordPresence(true);
		const next = createTelemetry(outbox, store);
		await next.correctPresence();
		await next.correctPresence();
		await outbox.flush();
		expect(opens()).toEqual([true, false]);
	});

	it('also where only a run had told of it', async () => {
		fakeBrowser.tabs.query = async () => ccp;
		await telemetry.recordRun(good, () => 'yes');
		fakeBrowser.tabs.query = async () => [];
		await telemetry.correctPresence();
		await outbox.flush();
		expect(opens()).toEqual([false]);
	});

	it('tells nothing where the CCP is back, or was closed before', async () => {
		await telemetry.correctPresence();
		fakeBrowser.tabs.query = async () => ccp;
		await telemetry.recordPresence(true);
		await telemetry.correctPresence();
		await outbox.flush();
		expect(opens()).toEqual([true]);
	});
});

const call = (at: number, more: Partial<CallOutcome> = {}): CallOutcome => ({
	at,
	result: 'good',
	setUpMs: { ice: 12, signalling: 34 },
	losses: 0,
	leg: 'call',
	...more,
});
const incident: IncidentRecord = {
	id: 'i1',
	at: 5,
	kind: 'ice-collection-timeout',
	phase: 'final',
	cause: 'turn-unanswered',
	entries: ['connect.media.turn'],
	occurrences: 1,
	runId: 'r2',
};

describe('what pages bring', () => {
	it('tells at its start what a worker that died had kept and not told', async () => {
		await callsItem.setValue([call(1)]);
		await telemetry.recordHeard();
		// Nobody watches: it dies before it comes to that.
		await callsItem.setValue([call(1), call(2)]);
		await incidentsItem.setValue([incident]);
		registerTelemetry({ outbox, telemetry: createTelemetry(outbox, store), runner });
		const uids = () => sent.map(({ uid }) => uid.replace(/^.*:call/, 'call')).toSorted();
		await vi.waitFor(() => expect(uids()).toEqual(['call:2', 'i1']));
	});
});

describe('what pages bring, watched', () => {
	beforeEach(async () => {
		await lastReportItem.setValue(bad);
		registerTelemetry({ outbox, telemetry, runner });
		await vi.waitFor(async () => expect((await store.read()).state.toldHeard).toBeDefined());
	});

	it('never tells what happened while telemetry was off', async () => {
		await telemetryItem.setValue(null);
		await telemetry.recordHeard();
		await callsItem.setValue([call(1)]);
		await incidentsItem.setValue([incident]);
		await telemetry.recordHeard();
		await telemetryItem.setValue({ endpoint });
		await telemetry.recordHeard();
		await callsItem.setValue([call(1), call(2)]);
		await vi.waitFor(() => expect(named('linecheck.call')).toHaveLength(1));
		expect(sent.filter(({ name }) => /call|incident/.test(name)).map(({ at }) => at)).toEqual([2]);
	});

	it('tells each call once, with its outcome', async () => {
		const calls = [
			call(1),
			call(2, { result: 'failed', reason: 'ice-collection-timeout' }),
			call(3, { losses: 1 }),
			call(4, { result: 'failed', reason: 'caller-left' }),
		];
		for (let count = 1; count <= calls.length; count += 1) await callsItem.setValue(calls.slice(0, count));
		await vi.waitFor(() => expect(named('linecheck.call')).toHaveLength(4));
		const outcomes = named('linecheck.call').map(({ attributes }) => attributes['linecheck.call.outcome']);
		expect(outcomes.toSorted()).toEqual(['failed', 'good', 'good', 'lost']);
		const [first] = named('linecheck.call');
		expect(first?.attributes).toMatchObject({ 'linecheck.call.ice': 12, 'linecheck.network.id': 'a1b2c3' });
	});

	it('tells an incident once, however often its record is brought up to date', async () => {
		await incidentsItem.setValue([incident]);
		await incidentsItem.setValue([{ ...incident, occurrences: 2 }]);
		await vi.waitFor(() => expect(named('linecheck.incident')).toHaveLength(1));
		expect(named('linecheck.incident')[0]?.attributes).toMatchObject({
			'linecheck.incident.kind': 'ice-collection-timeout',
			'linecheck.entries': ['connect.media.turn'],
			'error.type': 'turn-unanswered',
			'linecheck.run.id': 'r2',
		});
	});

	it('sends that the last CCP closes before it is kept, where a window closes over it', async () => {
		const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
		try {
			await ccpTabsItem.setValue([7]);
			await vi.waitFor(() => expect(named('linecheck.presence')).toHaveLength(1));
			await fakeBrowser.tabs.onRemoved.trigger(7, { windowId: 1, isWindowClosing: true });
			expect(fetched).toHaveBeenCalledOnce();
			const [url, init] = fetched.mock.calls[0] ?? [];
			expect(url).toBe(`${endpoint}/v1/logs`);
			expect(init).toMatchObject({ method: 'POST', keepalive: true });
			await vi.waitFor(() => expect(named('linecheck.presence')).toHaveLength(2));
			const [, closed] = named('linecheck.presence');
			expect(closed?.attributes['linecheck.ccp.open']).toBe(false);
			// The same event: it counts once.
			expect(init?.body).toContain(closed?.uid);
		} finally {
			fetched.mockRestore();
		}
	});

	it('sends nothing past a user who paused', async () => {
		const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
		await outbox.pause();
		await telemetry.prepare();
		await telemetry.recordPresence(false, true);
		expect(fetched).not.toHaveBeenCalled();
		fetched.mockRestore();
	});

	it('tells when the first CCP is heard', async () => {
		await ccpTabsItem.setValue([7]);
		await ccpTabsItem.setValue([7, 8]);
		await vi.waitFor(() => expect(named('linecheck.presence')).toHaveLength(1));
		expect(named('linecheck.presence')[0]?.attributes['linecheck.ccp.open']).toBe(true);
	});
});

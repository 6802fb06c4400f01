import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../core/telemetry/delivery.ts';
import { presenceEvent } from '../../core/telemetry/events.ts';
import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { MAX_QUEUED } from '../../core/telemetry/queue.ts';
import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import type { OutboxDeps } from './deliver.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { type OutboxStore, openStore } from './store.ts';
import type { Destination, Off } from './where.ts';

const ok: Answer = { kind: 'answered', status: 200, body: '{}' };
const status = (code: number, more: object = {}): Answer => ({ kind: 'answered', status: code, body: '', ...more });
const to: Destination = { url: 'u', token: 't', groups: ['basic'], resource: {}, version: '1', id: 'u t' };
const event = (id: string) => presenceEvent({ id, at: 0, ccpOpen: true });
const many = (count: number) => Array.from({ length: count }, (_, index) => event(`e${index}`));

let now: number;
let ids = 0;
let destination: Destination | Off;
let shown: TelemetryStatus | undefined;
let wakes: (number | undefined)[];
let store: OutboxStore;
let outbox: Outbox;
/** What the endpoint answers, and what of it reached the far side. */
let answer: (events: readonly TelemetryEvent[]) => Answer | Promise<Answer>;
let requests: string[][];
const arrived = () => requests.flat();

const deps = (): OutboxDeps => ({
	store,
	destination: async () => destination,
	post: async (_, events) => {
		requests.push(events.map(({ uid }) => uid));
		return answer(events);
	},
	wakeAt: async (time) => void wakes.push(time),
	changed: async (next) => {
		shown = next;
	},
	now: () => now,
	random: () => 0,
	newId: () => `loss-${++ids}`,
});

beforeEach(() => {
	now = 1_000_000;
	[destination, shown, wakes, requests] = [to, undefined, [], []];
	answer = () => ok;
	store = openStore(() => now, `outbox-${++ids}`);
	outbox = createOutbox(deps());
});

async function send(events: readonly TelemetryEvent[]): Promise<void> {
	await outbox.add(events);
	await outbox.flush();
}

it('keeps and sends nothing where telemetry is off', async () => {
	destination = { off: true };
	await send(many(3));
	expect([requests, shown?.status, shown?.queued]).toEqual([[], 'off', 0]);
});

it('sends in batches of a hundred and deletes what was acknowledged', async () => {
	await send(many(250));
	expect(requests.map(({ length }) => length)).toEqual([100, 100, 50]);
	expect(shown).toMatchObject({ status: 'ok', queued: 0, lastSentAt: now });
	expect(wakes.at(-1)).toBeUndefined();
});

it('sends no request above 256 kB', async () => {
	const fat = (id: string) => ({ ...event(id), attributes: { 'linecheck.run.id': 'x'.repeat(100_000) } });
	await send(['a', 'b', 'c'].map(fat));
	expect(requests).toEqual([['a', 'b'], ['c']]);
});

it('drops, unsent, what may no longer be sent', async () => {
	await outbox.add([{ ...event('call'), name: 'linecheck.call' }, event('a')]);
	destination = { ...to, groups: ['basic', 'calls'] };
	await outbox.add([{ ...event('call2'), name: 'linecheck.call' }]);
	destination = to;
	await outbox.flush();
	expect([arrived(), shown?.queued]).toEqual([['a'], 0]);
});

describe('one sender at a time', () => {
	it('sends each event once, however often it is asked', async () => {
		await outbox.add(many(150));
		await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
		expect(arrived()).toHaveLength(150);
		expect(new Set(arrived()).size).toBe(150);
	});

	it('leaves nothing lying that is added as it ends', async () => {
		let added = false;
		const late = async (next: TelemetryStatus) => {
			shown = next;
			if (added) return;
			added = true;
			await outbox.add([event('late')]);
			void outbox.flush();
		};
		outbox = createOutbox({ ...deps(), changed: late });
		await send(many(1));
		expect(arrived()).toEqual(['e0', 'late']);
	});

	it('takes along what is added while it sends', async () => {
		answer = async () => {
			if (requests.length === 1) {
				await outbox.add([event('late')]);
				void outbox.flush();
			}
			return ok;
		};
		await send(many(1));
		expect(arrived()).toEqual(['e0', 'late']);
	});
});

describe('answers', () => {
	it.each([429, 502, 503, 504, 500, 404])('%i: keeps everything and waits', async (code) => {
		answer = () => status(code);
		await send(many(3));
		expect(shown).toMatchObject({ status: 'waiting', queued: 3, nextTryAt: now + 1000 });
		expect(wakes.at(-1)).toBe(now + 1000);
		await outbox.flush();
		expect(requests).toHaveLength(1);
		now += 1000;
		answer = () => ok;
		await outbox.flush();
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('waits as long as Retry-After says, also in the next life of the worker', async () => {
		answer = () => status(503, { retryAfter: '120' });
		await send(many(1));
		outbox = createOutbox(deps());
		now += 119_000;
		await outbox.flush();
		expect(requests).toHaveLength(1);
		now += 1_000;
		await outbox.flush();
		expect(requests).toHaveLength(2);
	});

	it('no answer: waits longer each time, at most five minutes', async () => {
		const random = vi.fn(() => 1);
		outbox = createOutbox({ ...deps(), random });
		answer = () => ({ kind: 'silent' });
		const delays: number[] = [];
		await outbox.add(many(1));
		for (let round = 0; round < 10; round += 1) {
			await outbox.flush();
			delays.push((shown?.nextTryAt ?? 0) - now);
			now = shown?.nextTryAt ?? 0;
		}
		expect(delays.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
		expect(Math.max(...delays)).toBe(300_000);
	});

	it.each([401, 403])('%i: pauses, keeps, and goes on with another token', async (code) => {
		answer = () => status(code);
		await send(many(2));
		expect(shown).toMatchObject({ status: 'paused', queued: 2, problem: expect.stringContaining(String(code)) });
		now += 600_000;
		await send([event('later')]);
		expect(requests).toHaveLength(1);
		answer = () => ok;
		destination = { ...to, token: 'new', id: 'u new' };
		await outbox.flush();
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
		expect(arrived().slice(2)).toEqual(['e0', 'e1', 'later']);
	});

	it('looks after an hour whether the endpoint takes the token again', async () => {
		answer = () => status(401);
		await send(many(1));
		expect(wakes.at(-1)).toBe(now + 3_600_000);
		now += 3_600_000;
		answer = () => ok;
		await outbox.flush();
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('413: splits until it fits', async () => {
		answer = (events) => (events.length > 30 ? status(413) : ok);
		await send(many(100));
		expect(requests.map(({ length }) => length)).toEqual([100, 50, 25, 25, 50, 25, 25]);
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('400: finds the bad record, drops it alone, and reports the loss', async () => {
		const delivered: string[] = [];
		answer = (events) => {
			if (events.some(({ uid }) => uid === 'e41')) return status(400);
			delivered.push(...events.map(({ uid }) => uid));
			return ok;
		};
		await send(many(100));
		expect(delivered.slice(0, 99)).toEqual(
			many(100)
				.map(({ uid }) => uid)
				.filter((uid) => uid !== 'e41'),
		);
		expect(requests.length).toBeLessThan(20);
		expect(delivered).toHaveLength(100);
		expect(delivered.at(-1)).toMatch(/^loss-/);
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('400 to everything: ends, and waits before the next batch', async () => {
		answer = () => status(400);
		await send(many(150));
		expect(shown).toMatchObject({ status: 'waiting', queued: 50, problem: 'refuses every record' });
		expect(requests.length).toBeLessThan(200);
	});

	it('partial success: deletes all, reports how many were rejected, and does not report for ever', async () => {
		answer = () => status(200, { body: '{"partialSuccess":{"rejectedLogRecords":"2"}}' });
		await send(many(5));
		expect(requests).toHaveLength(2);
		expect(requests[1]?.[0]).toMatch(/^loss-/);
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('200 from something that is no collector: keeps everything', async () => {
		answer = () => status(200, { body: '<html>blocked</html>' });
		await send(many(2));
		expect(shown).toMatchObject({ status: 'waiting', queued: 2 });
	});
});

describe('the worker dies', () => {
	it('before the answer: everything is sent again, nothing is lost', async () => {
		answer = () => new Promise<Answer>(() => undefined);
		await outbox.add(many(120));
		void outbox.flush();
		await vi.waitFor(() => expect(requests).toHaveLength(1));
		// An alarm stands to bring the next life about.
		expect(wakes.at(-1)).toBeGreaterThan(now);
		answer = () => ok;
		outbox = createOutbox(deps());
		await outbox.flush();
		expect(new Set(arrived()).size).toBe(120);
		expect(arrived()).toHaveLength(220);
		expect((await store.read()).queued).toBe(0);
	});

	it('in the middle of splitting: what was acknowledged is gone, the rest is sent', async () => {
		const delivered: string[] = [];
		const far = (events: readonly TelemetryEvent[]): Answer => {
			if (events.length > 10) return status(413);
			delivered.push(...events.map(({ uid }) => uid));
			return ok;
		};
		answer = (events) => (requests.length > 4 ? new Promise<Answer>(() => undefined) : far(events));
		await outbox.add(many(40));
		void outbox.flush();
		await vi.waitFor(() => expect(requests).toHaveLength(5));
		answer = far;
		outbox = createOutbox(deps());
		await outbox.flush();
		expect(delivered.toSorted()).toEqual(
			many(40)
				.map(({ uid }) => uid)
				.toSorted(),
		);
	});
});

describe('the user', () => {
	it('pauses: events are kept, none is sent; resumes: all are', async () => {
		await outbox.pause();
		await send(many(2));
		expect([requests, shown]).toMatchObject([[], { status: 'paused', byUser: true, queued: 2 }]);
		await outbox.resume();
		expect([arrived(), shown?.status]).toEqual([['e0', 'e1'], 'ok']);
	});

	it('tries at once what would wait', async () => {
		answer = () => status(503, { retryAfter: '3600' });
		await send(many(1));
		answer = () => ok;
		await outbox.resume();
		expect(shown).toMatchObject({ status: 'ok', queued: 0 });
	});

	it('deletes what is queued', async () => {
		answer = () => ({ kind: 'silent' });
		await send(many(9));
		await outbox.clear();
		expect(shown?.queued).toBe(0);
		now += 3_600_000;
		answer = () => ok;
		await outbox.flush();
		expect(requests).toHaveLength(1);
	});
});

it('a week without the endpoint: what fits is sent in order, and what did not is reported', async () => {
	answer = () => ({ kind: 'silent' });
	await outbox.add(many(MAX_QUEUED + 300));
	for (let hour = 0; hour < 24 * 6; hour += 1) {
		now += 3_600_000;
		await outbox.flush();
	}
	const sent: TelemetryEvent[] = [];
	answer = (events) => {
		sent.push(...events);
		return ok;
	};
	now += 3_600_000;
	await outbox.flush();
	expect(sent.slice(0, MAX_QUEUED).map(({ uid }) => uid)[0]).toBe('e300');
	expect(sent).toHaveLength(MAX_QUEUED + 1);
	expect(sent.at(-1)?.attributes).toEqual({ 'linecheck.loss.count': 300, 'linecheck.loss.reason': 'full' });
});

it('says so where the disk takes nothing, and rejects nothing', async () => {
	const full = { ...store, take: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) };
	outbox = createOutbox({ ...deps(), store: full });
	await outbox.flush();
	expect(shown?.problem).toBe('events cannot be kept on this computer (QuotaExceededError)');
});

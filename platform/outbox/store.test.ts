import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { presenceEvent } from '../../core/telemetry/events.ts';
import { MAX_AGE_MS, MAX_QUEUED, NO_LOSSES } from '../../core/telemetry/queue.ts';
import { type OutboxStore, openStore } from './store.ts';

let now = 0;
let ids = 0;
let store: OutboxStore;
const newId = () => `loss-${++ids}`;
const event = (id: string) => presenceEvent({ id, at: 0, ccpOpen: true });
const many = (count: number, from = 0) => Array.from({ length: count }, (_, index) => event(`e${from + index}`));
const uids = async () => (await store.take(newId)).map(({ uid }) => uid);

beforeEach(() => {
	now = 1_000_000;
	store = openStore(() => now, `test-${++ids}`);
});

it('gives back what was added, oldest first, a hundred at a time', async () => {
	await store.add(many(3));
	await store.add(many(150, 3));
	const taken = await uids();
	expect(taken).toHaveLength(100);
	expect(taken.slice(0, 4)).toEqual(['e0', 'e1', 'e2', 'e3']);
});

it('keeps an event until it is removed, through a new life of the worker', async () => {
	const name = `test-${++ids}`;
	const first = openStore(() => now, name);
	await first.add(many(2));
	await first.take(newId);
	await first.close();
	const second = openStore(() => now, name);
	expect((await second.take(newId)).map(({ uid }) => uid)).toEqual(['e0', 'e1']);
	await second.remove([event('e0')]);
	expect((await second.read()).queued).toBe(1);
});

it('holds the same uid once', async () => {
	await store.add(many(2));
	await store.add([event('e0')]);
	expect((await store.read()).queued).toBe(2);
});

describe('bounds', () => {
	it('drops the oldest above the number and reports how many', async () => {
		await store.add(many(MAX_QUEUED));
		await store.add(many(20, MAX_QUEUED));
		expect((await store.read()).state.losses).toEqual({ ...NO_LOSSES, full: 20 });
		const taken = await store.take(newId);
		expect(taken[0]?.uid).toBe('e20');
		// no room for the report yet, and none is made by dropping more
		expect(await store.read()).toMatchObject({ queued: MAX_QUEUED, state: { losses: { full: 20 } } });
		await store.remove(taken);
		await store.take(newId);
		expect(await store.read()).toMatchObject({ queued: MAX_QUEUED - 99, state: { losses: NO_LOSSES } });
	});

	it('counts a dropped report of losses by what it reports', async () => {
		await store.add(many(MAX_QUEUED + 5));
		await store.remove(await store.take(newId));
		await store.take(newId);
		await store.add(many(MAX_QUEUED, 10_000));
		// 5 dropped at first, then their report and the 4,900 that were left
		expect((await store.read()).state.losses.full).toBe(MAX_QUEUED - 100 + 5);
	});

	it('drops after a week, and reports that', async () => {
		await store.add(many(3));
		now += MAX_AGE_MS;
		await store.add(many(2, 3));
		now += 1;
		const taken = await store.take(newId);
		expect(taken.map(({ uid }) => uid).slice(0, 2)).toEqual(['e3', 'e4']);
		expect(taken[2]?.attributes).toEqual({ 'linecheck.loss.count': 3, 'linecheck.loss.reason': 'old' });
	});
});

it('changes state and events together, or neither', async () => {
	const failing = store.add(many(1), () => {
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow();
	expect((await store.read()).queued).toBe(0);
	await store.add(many(1), (state) => ({ ...state, failures: 4 }));
	expect(await store.read()).toMatchObject({ queued: 1, state: { failures: 4 } });
});

it('forgets what is queued when told to, and counts no loss', async () => {
	await store.add(many(4));
	await store.clear();
	expect(await store.read()).toMatchObject({ queued: 0, state: { losses: NO_LOSSES } });
});

import { describe, expect, it } from 'vitest';
import { lossEvent, presenceEvent } from './events.ts';
import {
	dropReason,
	fitting,
	type Hold,
	holds,
	lose,
	loseRejected,
	lossEvents,
	MAX_AGE_MS,
	NO_LOSSES,
} from './queue.ts';
import { statusOf } from './status.ts';

const plain = presenceEvent({ id: 'p', at: 0, ccpOpen: true });
const loss = lossEvent({ id: 'l', at: 0, count: 7, reason: 'full' });
const hold: Hold = { kind: 'wait', since: 1000, until: 5000, destination: 'a', problem: 'busy' };

describe('losses', () => {
	it('counts what a dropped report of losses stood for', () => {
		expect(lose(NO_LOSSES, 'full', [plain, loss])).toEqual({ full: 8, old: 0, refused: 0 });
	});

	it('never reports that a report was refused', () => {
		expect(lose(NO_LOSSES, 'refused', [plain, loss])).toEqual({ full: 0, old: 0, refused: 1 });
		expect(loseRejected(NO_LOSSES, 1, [loss])).toEqual(NO_LOSSES);
		expect(loseRejected(NO_LOSSES, 3, [plain, plain, loss])).toEqual({ full: 0, old: 0, refused: 2 });
	});

	it('tells each reason once', () => {
		const events = lossEvents({ full: 2, old: 0, refused: 1 }, 9, () => 'id');
		expect(events.map(({ attributes }) => attributes)).toEqual([
			{ 'linecheck.loss.count': 2, 'linecheck.loss.reason': 'full' },
			{ 'linecheck.loss.count': 1, 'linecheck.loss.reason': 'refused' },
		]);
	});
});

it('drops by number, then by age', () => {
	expect(dropReason(0, 1, 0)).toBe('full');
	expect(dropReason(0, 0, MAX_AGE_MS + 1)).toBe('old');
	expect(dropReason(0, 0, MAX_AGE_MS)).toBeUndefined();
	expect(dropReason(MAX_AGE_MS * 2, 0, 0)).toBeUndefined();
});

it('fills a request up to its bytes', () => {
	expect(fitting([100_000, 100_000, 56_000, 1])).toBe(3);
	expect(fitting([300_000, 1])).toBe(1);
	expect(fitting([1, 1])).toBe(2);
});

it('holds for its time and its destination, and not for a clock that was set back', () => {
	expect(holds(hold, 'a', 1000)).toBe(true);
	expect(holds(hold, 'a', 5000)).toBe(false);
	expect(holds(hold, 'a', 999)).toBe(false);
	expect(holds(hold, 'b', 2000)).toBe(false);
});

describe('statusOf', () => {
	const now = 2000;
	it('is off without a destination, and says why', () => {
		expect(statusOf({ queued: 3, hold, now })).toMatchObject({ status: 'off', queued: 3 });
		expect(statusOf({ queued: 0, reason: 'no consent', now })).toMatchObject({ problem: 'no consent' });
	});

	it('waits, pauses, or is well', () => {
		const on = { queued: 1, destination: 'a', now };
		expect(statusOf(on).status).toBe('ok');
		expect(statusOf({ ...on, hold })).toMatchObject({ status: 'waiting', nextTryAt: 5000, problem: 'busy' });
		expect(statusOf({ ...on, hold: { ...hold, kind: 'pause' } })).toMatchObject({ status: 'paused' });
		expect(statusOf({ ...on, pausedByUser: true })).toMatchObject({ status: 'paused', byUser: true });
		expect(statusOf({ ...on, destination: 'b', hold }).status).toBe('ok');
	});
});

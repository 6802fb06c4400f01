import { describe, expect, it } from 'vitest';
import { type CallOutcome, callOutcome, errorRate, KEPT_CALLS, keepCall } from './calls.ts';
import { delayImpairment, lossImpairment, meanOpinionScore, mosOfRating } from './mos.ts';

const good = callOutcome({ setUpMs: {}, losses: 0 }, 'call', 1);
const failed = callOutcome({ failure: 'ice-collection-timeout', setUpMs: {}, losses: 0 }, 'call', 1);
const busy = callOutcome({ failure: 'user-busy', setUpMs: {}, losses: 0 }, 'call', 1);
const calls = (bad: number, total: number): CallOutcome[] => [
	...Array.from({ length: bad }, () => failed),
	...Array.from({ length: total - bad }, () => good),
];

describe('errorRate', () => {
	it('judges nothing up to 200 calls', () => {
		expect(errorRate(calls(200, 200))).toEqual({ calls: 200, errors: 200, lost: 0 });
	});

	it('judges above: 2 percent is still fine, more is not', () => {
		expect(errorRate(calls(5, 250)).above).toBe(false);
		expect(errorRate(calls(6, 250)).above).toBe(true);
	});

	it('counts no failure that says nothing about the network', () => {
		expect(errorRate([...calls(0, 250), ...Array.from({ length: 50 }, () => busy)])).toMatchObject({
			errors: 0,
			above: false,
		});
	});

	it('counts transfers and conferences apart, and losses in mid-call', () => {
		const lost = callOutcome({ setUpMs: { ice: 90 }, losses: 2 }, 'conference', 1);
		expect(errorRate([good, lost], 'conference')).toEqual({ calls: 1, errors: 0, lost: 1 });
	});

	it('keeps the last 500', () => {
		const kept = keepCall(calls(500, 500), good);
		expect(kept).toHaveLength(KEPT_CALLS);
		expect(kept.at(-1)).toBe(good);
	});
});

describe('mean opinion score', () => {
	// ITU-T G.107, table B.1: R of 90, 80, 70, 60 and 50.
	it.each([
		[90, 4.34],
		[80, 4.03],
		[70, 3.6],
		[60, 3.1],
		[50, 2.58],
	])('is that of the recommendation at R %d', (rating, mos) =>
		expect(Math.abs(mosOfRating(rating) - mos)).toBeLessThan(0.01),
	);

	it('stays between 1 and 4.5', () => {
		for (const rating of [-20, 0, 3, 6, 93.2, 100, 120]) {
			expect(mosOfRating(rating)).toBeGreaterThanOrEqual(1);
			expect(mosOfRating(rating)).toBeLessThanOrEqual(4.5);
		}
	});

	it('takes nothing off for 100 ms one way, and some 24 for 400 ms', () => {
		expect(delayImpairment(100)).toBe(0);
		expect(delayImpairment(400)).toBeCloseTo(24.1, 0);
		expect(lossImpairment(0)).toBe(0);
	});

	it('falls with round trip, jitter and loss', () => {
		const best = { rttMs: 40, jitterMs: 1, lossPercent: 0 };
		const scores = [best, { ...best, lossPercent: 2 }, { ...best, lossPercent: 10 }].map(meanOpinionScore);
		expect(scores).toEqual(scores.toSorted((a, b) => b - a));
		expect(meanOpinionScore(best)).toBeCloseTo(4.41, 2);
		expect(meanOpinionScore({ ...best, rttMs: 800 })).toBeLessThan(3.5);
		expect(meanOpinionScore({ ...best, jitterMs: 150 })).toBeLessThan(meanOpinionScore(best));
	});
});

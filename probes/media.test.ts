import { expect, it } from 'vitest';
import { summarise } from './media.ts';

const trips = (rtts: readonly number[]) => rtts.map((rtt, i) => ({ sentMs: i * 20, backMs: i * 20 + rtt }));

it('takes the median round trip, whatever one late packet says', () => {
	expect(summarise(trips([50, 52, 51, 900, 50]), 5)).toMatchObject({ rttMs: 51, lossPercent: 0 });
});

it('counts what did not come back', () => {
	expect(summarise(trips(Array.from({ length: 135 }, () => 40)), 150).lossPercent).toBeCloseTo(10);
	expect(summarise([], 150)).toEqual({ rttMs: 0, jitterMs: 0, lossPercent: 100 });
});

it('has no jitter on an even path, and comes near a constant difference (RFC 3550, 6.4.1)', () => {
	expect(summarise(trips([40, 40, 40, 40]), 4).jitterMs).toBe(0);
	const uneven = Array.from({ length: 150 }, (_, i) => (i % 2 ? 40 : 60));
	expect(summarise(trips(uneven), 150).jitterMs).toBeCloseTo(20, 1);
});

import { describe, expect, it } from 'vitest';
import { placeCard } from './place.ts';

const card = { width: 340, height: 260 };
const view = { width: 1280, height: 800 };
const box = (left: number, top: number, width: number, height: number) => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

describe('placeCard', () => {
	it('takes the lower right corner of an empty page', () => {
		expect(placeCard(card, view, [])).toEqual({ css: '524px auto auto 924px', covered: 0 });
	});

	it('gives way to the softphone, wherever it is docked', () => {
		for (const phone of [box(950, 280, 330, 520), box(0, 280, 330, 520), box(950, 0, 330, 520)]) {
			expect(placeCard(card, view, [phone]).covered).toBe(0);
		}
	});

	it('covers as little as it can where there is no free place', () => {
		const small = { width: 330, height: 520 };
		const controls = [box(16, 380, 140, 60), box(170, 380, 140, 60), box(16, 450, 140, 60)];
		expect(placeCard({ width: 298, height: 240 }, small, controls).covered).toBe(0);
		expect(placeCard({ width: 298, height: 488 }, small, controls).covered).toBeGreaterThan(0);
	});
});

import { describe, expect, it } from 'vitest';
import { BROWSER_NAMES } from '../browsers/types.ts';
import { generate } from './generate.ts';
import { PROFILES } from './profiles.ts';
import { randomCells } from './random.ts';
import { replay } from './replay.ts';

const SEED = 20261121;
const cells = randomCells(PROFILES, 200, SEED);

describe('random combinations', () => {
	it('are the same for the same seed, and others for another', () => {
		expect(randomCells(PROFILES, 5, SEED)).toEqual(cells.slice(0, 5));
		expect(randomCells(PROFILES, 5, SEED + 1)).not.toEqual(cells.slice(0, 5));
	});

	it('hold several parts now and then', () => {
		expect(cells.some(({ name }) => name.split(' + ').length > 2)).toBe(true);
	});

	it.each(BROWSER_NAMES)('are judged right without browsers: %s', (browser) => {
		const wrong = cells.flatMap((cell) => {
			const seen = generate({ plan: cell.profile.plan, network: cell.network, browser });
			return replay({ cell, ...seen }).map(({ text }) => `${cell.name}: ${text}`);
		});
		expect(wrong).toEqual([]);
	});
});

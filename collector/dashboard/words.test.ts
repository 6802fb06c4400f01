import { expect, it } from 'vitest';
import { leadOf } from './words.ts';

const sites = (...unable: number[]) => unable.map((count) => ({ unable: count }));

it.each([
	[8, sites(6, 1, 1), 'Most of them:'],
	[1, sites(1), 'Most of them:'],
	[5, sites(2, 1, 1, 1), 'The most are at'],
	[2, sites(1, 1), 'Among them:'],
	[10, sites(5, 3, 2), 'The most are at'],
])('of %i at %j: %s', (unable, worst, lead) => expect(leadOf(unable, worst)).toBe(lead));

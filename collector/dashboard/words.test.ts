import { expect, it } from 'vitest';
import { leadOf, lossOf } from './words.ts';

const sites = (...unable: number[]) => unable.map((count) => ({ unable: count }));

it.each([
	[8, sites(6, 1, 1), 'Most of them:'],
	[1, sites(1), 'Most of them:'],
	[5, sites(2, 1, 1, 1), 'The most are at'],
	[2, sites(1, 1), 'Among them:'],
	[10, sites(5, 3, 2), 'The most are at'],
])('of %i at %j: %s', (unable, worst, lead) => expect(leadOf(unable, worst)).toBe(lead));

it('says how many records were lost, and why where that is known', () => {
	expect(lossOf(4_321, 'full')).toMatch(/^4.321 records were lost: its outbox was full$/);
	expect(lossOf(1, 'elsewhere')).toBe('1 record was lost');
});

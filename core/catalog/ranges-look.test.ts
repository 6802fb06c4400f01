import { expect, it } from 'vitest';
import type { IpRanges } from './ip-ranges.ts';
import { lookedInVain, lookedWell } from './ranges-look.ts';

const prefix = (cidr: string, service = 'EC2') => ({ cidr, region: 'us-east-1', service });
const copy = (createDate: string, ...cidrs: string[]): IpRanges => ({
	createDate,
	prefixes: cidrs.map((c) => prefix(c)),
});
const first = copy('2026-08-01-00-00-00', '203.0.113.0/24');
const second = copy('2026-09-01-00-00-00', '203.0.113.0/24', '198.51.100.0/24');

it('has no news in a first copy, and keeps only the services that rules name', () => {
	const fetched = { ...first, prefixes: [...first.prefixes, prefix('192.0.2.0/24', 'S3')] };
	expect(lookedWell(undefined, fetched, 1)).toEqual({ lookedAt: 1, ranges: first, news: [] });
});

it('names what is new and by when it must be allowed, until traffic has moved onto it', () => {
	const look = lookedWell(lookedWell(undefined, first, 1), second, Date.UTC(2026, 8, 2));
	expect(look.news).toEqual([{ ...prefix('198.51.100.0/24'), allowBy: '2026-10-01' }]);
	expect(lookedWell(look, second, Date.UTC(2026, 9, 10)).news).toHaveLength(1);
	expect(lookedWell(look, second, Date.UTC(2026, 9, 16)).news).toEqual([]);
});

it('is not moved by an older copy, and keeps the last good one beside a damaged one', () => {
	const look = lookedWell(undefined, second, 1);
	expect(lookedWell(look, first, 2).ranges).toEqual(second);
	expect(lookedInVain(look, 'damaged', 3)).toEqual({ ...look, lookedAt: 3, problem: 'damaged' });
	expect(lookedInVain(undefined, 'damaged', 3)).toEqual({ lookedAt: 3, news: [], problem: 'damaged' });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type ProfileInput, ProfileSchema } from '../profile.ts';
import { AMAZON_CONNECT_SNAPSHOT } from './amazon-connect-ranges.ts';
import { contains, createdAt, type IpRanges, newPrefixes, readIpRanges } from './ip-ranges.ts';
import { IP_RULES, ipRulesFor, prefixesOf, STATELESS_INBOUND } from './ip-rules.ts';

/** Cuts of the published files of the two days. */
const text = (day: string) => readFileSync(join(import.meta.dirname, `fixtures/ip-ranges-${day}.json`), 'utf8');

function read(day: string): IpRanges {
	const result = readIpRanges(text(day));
	if (!result.ok) throw new Error(result.error);
	return result.ranges;
}
const earlier = read('2025-07-24');
const later = read('2026-08-22');
const profile = (input: ProfileInput) => v.parse(ProfileSchema, input);
const rule = (service: string) => IP_RULES.find((one) => one.service === service) ?? IP_RULES[0];

describe('readIpRanges', () => {
	it('reads both address families', () => {
		expect(later.prefixes.some(({ cidr }) => cidr.includes(':'))).toBe(true);
		expect(later.prefixes).toContainEqual({ cidr: '15.193.0.0/19', region: 'GLOBAL', service: 'AMAZON_CONNECT' });
	});

	it.each([
		['', 'not JSON'],
		['{"prefixes": [', 'not JSON'],
		['[]', 'createDate'],
		['null', 'document'],
		[text('2026-08-22').replace('15.193.0.0/19', '15.193.0.0/99'), 'ip_prefix: not an IPv4 range'],
		[text('2026-08-22').replace(/"createDate": "[^"]+"/, '"createDate": "yesterday"'), 'createDate: not a date'],
		['{"createDate": "2026-08-22-15-17-05", "prefixes": [], "ipv6_prefixes": []}', 'prefixes: no IPv4 ranges'],
	])('refuses a damaged file and says where: %#', (damaged, error) => {
		const result = readIpRanges(damaged);
		expect(result.ok).toBe(false);
		expect(!result.ok && result.error).toContain(error);
	});
});

describe('contains', () => {
	const { prefixes } = AMAZON_CONNECT_SNAPSHOT;
	it.each([
		['15.193.6.1', true],
		['15.193.31.255', true],
		['15.193.32.0', false],
		['::ffff:15.193.6.1', true],
		['2600:f0f2:7101::5', true],
		['2600:f0f2:7200::5', false],
		['100.64.0.1', false],
		['not an address', false],
	])('%s: %s', (address, expected) => {
		expect(contains(prefixes, address)).toBe(expected);
	});
});

describe('the rules of the documents', () => {
	const connect = profile({ connect: { alias: 'acme', region: 'us-east-1' }, ingenius: { region: 'ca-central-1' } });
	const of = (service: string, one = connect, ranges?: IpRanges) => prefixesOf(rule(service) as never, one, ranges);

	it('take the region and GLOBAL of AMAZON_CONNECT from the snapshot until a file is there', () => {
		expect(of('AMAZON_CONNECT')?.map(({ cidr }) => cidr)).toEqual([
			'15.193.6.0/24',
			'15.193.0.0/19',
			'52.55.191.224/27',
			'2600:f0f2:7101::/48',
			'2600:f0f2:7100::/40',
		]);
	});

	it('leave GLOBAL alone where the region has none, in each address family by itself', () => {
		const gov = of('AMAZON_CONNECT', profile({ connect: { alias: 'acme', region: 'us-gov-west-1' } }));
		expect(gov?.map(({ cidr }) => cidr)).toEqual(['15.193.0.0/19', '2600:f0f2:7140::/48', '2600:f0f2:7100::/40']);
	});

	it('know nothing of EC2, CLOUDFRONT and AMAZON without a file', () => {
		for (const service of ['EC2', 'CLOUDFRONT', 'AMAZON']) expect(of(service)).toBeUndefined();
	});

	it('take EC2 of the region and GLOBAL', () => {
		const regions = new Set(of('EC2', connect, later)?.map(({ region }) => region));
		expect(regions).toEqual(new Set(['us-east-1', 'GLOBAL']));
	});

	it('take every CLOUDFRONT prefix whatever its region, and no CLOUDFRONT_ORIGIN_FACING', () => {
		const found = of('CLOUDFRONT', connect, later) ?? [];
		expect(found.length).toBe(later.prefixes.filter(({ service }) => service === 'CLOUDFRONT').length);
		expect(new Set(found.map(({ region }) => region)).size).toBeGreaterThan(1);
		expect(later.prefixes.some(({ service }) => service === 'CLOUDFRONT_ORIGIN_FACING')).toBe(true);
	});

	it('take AMAZON of the InGenius region only', () => {
		expect(new Set(of('AMAZON', connect, later)?.map(({ region }) => region))).toEqual(new Set(['ca-central-1']));
	});

	it('ask for no UDP where the CCP is media-less, and for AMAZON only with InGenius', () => {
		const mediaLess = profile({ connect: { alias: 'acme', region: 'us-east-1', mediaLess: true } });
		expect(ipRulesFor(mediaLess).map(({ service }) => service)).toEqual(['EC2', 'CLOUDFRONT']);
		expect(ipRulesFor(connect).map(({ service }) => service)).toEqual([
			'AMAZON_CONNECT',
			'EC2',
			'CLOUDFRONT',
			'AMAZON',
		]);
	});

	it('say of other systems that their ports are not documented', () => {
		expect(STATELESS_INBOUND.windows).toContain('49152-65535');
		expect(STATELESS_INBOUND.linux).toContain('32768-61000');
		expect(STATELESS_INBOUND.other).toContain('not documented');
	});
});

describe('newPrefixes', () => {
	it('gives 30 days from the creation of the first copy that holds a range', () => {
		const found = newPrefixes(earlier, later);
		expect(found.length).toBeGreaterThan(0);
		expect(new Set(found.map(({ allowBy }) => allowBy))).toEqual(new Set(['2026-09-21']));
		expect(found.filter(({ service }) => service === 'AMAZON_CONNECT')).toEqual([]);
	});

	it('finds nothing new in the same copy', () => {
		expect(newPrefixes(later, later)).toEqual([]);
	});

	it('reads the creation date as UTC', () => {
		expect(new Date(createdAt(later)).toISOString()).toBe('2026-08-22T15:17:05.000Z');
	});

	it('finds the snapshot unchanged on both days', () => {
		const connectOf = ({ prefixes }: IpRanges) =>
			prefixes.filter(({ service }) => service === 'AMAZON_CONNECT').map(({ cidr, region }) => `${cidr} ${region}`);
		expect(connectOf(earlier).toSorted()).toEqual(connectOf(AMAZON_CONNECT_SNAPSHOT).toSorted());
		expect(connectOf(later).toSorted()).toEqual(connectOf(AMAZON_CONNECT_SNAPSHOT).toSorted());
	});
});

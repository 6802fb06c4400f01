import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readIpRanges } from '../catalog/ip-ranges.ts';
import { type Profile, type ProfileInput, ProfileSchema } from '../profile.ts';
import { anyProfile } from '../testing/profiles.ts';
import { formatAllowlist } from './allowlist-formats.ts';
import { type AllowlistRow, domainRows, ipRows, NOT_CHECKED } from './allowlist-rows.ts';

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../catalog/fixtures', path), 'utf8');

interface Published {
	readonly id: string;
	readonly product: string;
	readonly status: string;
	readonly when: Readonly<Record<string, string | boolean>>;
	readonly patterns: readonly string[];
	readonly ports: readonly { readonly port: number | string; readonly protocol: string }[];
	readonly regional?: { readonly mode: string; readonly hosts: Readonly<Record<string, readonly string[]>> };
	readonly gov?: { readonly mode: string; readonly hosts: Readonly<Record<string, readonly string[]>> };
}
const published: readonly Published[] = JSON.parse(fixture('published.json'));

/** What each condition means, spelled out without the code under test. */
const CONDITIONS: Readonly<Record<string, (profile: Profile, wanted: string | boolean) => boolean>> = {
	domain: ({ connect }, wanted) => connect?.domain === wanted,
	region: ({ connect }, wanted) => connect?.region === wanted,
	signIn: ({ connect }, wanted) => connect?.signIn === wanted,
	ccp: ({ connect }, wanted) => connect?.ccp === wanted || connect?.ccp === 'both',
	mediaLess: ({ connect }, wanted) => connect?.mediaLess === wanted,
	bucket: ({ connect }) => connect?.bucket !== undefined,
	globalResiliency: ({ connect }) => connect?.globalResiliency !== undefined,
	scheduling: ({ connect }) => connect?.scheduling === true,
	video: ({ connect }) => connect?.video === true,
	ingenius: ({ ingenius }) => ingenius !== undefined,
	gateway: ({ ingenius }) => ingenius?.gateway !== undefined,
};

const fill = (text: string, { connect, ingenius }: Profile) =>
	text
		.replaceAll('{alias}', connect?.alias ?? '?')
		.replaceAll('{region}', connect?.region ?? '?')
		.replaceAll('{bucket}', connect?.bucket ?? '?')
		.replaceAll('{instance-id}', connect?.globalResiliency?.instanceId ?? '?')
		.replaceAll('{source-region}', connect?.globalResiliency?.sourceRegion ?? '?')
		.replaceAll('{ingenius-region}', ingenius?.region ?? '?')
		.replaceAll('{auth-prefix}', ingenius?.authPrefix ?? '?')
		.replaceAll('{gateway}', ingenius?.gateway ? new URL(ingenius.gateway).hostname : '?');

function expectedPatterns(entry: Published, profile: Profile, explicit: boolean): readonly string[] {
	const region = profile.connect?.region ?? '';
	const special = (mode: string) =>
		[entry.regional, entry.gov].flatMap((part) => (part?.mode === mode ? (part.hosts[region] ?? []) : []));
	const replaced = special('replaces');
	const base = replaced.length > 0 ? replaced : entry.patterns.map((pattern) => fill(pattern, profile));
	const all = [...base, ...special('adds')];
	const narrowed = special('narrows');
	return explicit && narrowed.length > 0 ? [...all.filter((pattern) => !pattern.includes('*')), ...narrowed] : all;
}

function expectedRows(profile: Profile, explicit: boolean): ReadonlySet<string> {
	const gateway = profile.ingenius?.gateway && new URL(profile.ingenius.gateway).port;
	const inUse = (entry: Published) => (entry.product === 'ingenius' ? profile.ingenius : profile.connect) !== undefined;
	const applying = published.filter(
		(entry) =>
			inUse(entry) && Object.entries(entry.when).every(([name, wanted]) => CONDITIONS[name]?.(profile, wanted)),
	);
	const rows = applying.flatMap((entry) =>
		expectedPatterns(entry, profile, explicit).flatMap((pattern) =>
			entry.ports.map(({ port, protocol }) => {
				const number = typeof port === 'number' ? port : Number(gateway || 443);
				return `${entry.id} ${pattern} ${number} ${protocol} ${entry.status === 'required'}`;
			}),
		),
	);
	return new Set(rows);
}

const asText = ({ id, pattern, port, protocol, required }: AllowlistRow) =>
	`${id} ${pattern} ${port} ${protocol} ${required}`;
const profileOf = (input: ProfileInput) => v.parse(ProfileSchema, input);
const acme = profileOf({
	connect: {
		alias: 'acme',
		region: 'us-east-1',
		bucket: 'acme-files',
		scheduling: true,
		video: true,
		signIn: 'non-saml',
	},
	ingenius: { region: 'us-west-2', gateway: 'https://gw.corp.example:8443' },
});

describe('domainRows', { timeout: 60_000 }, () => {
	it.each([false, true])('lists every pattern that applies, and no other, once each (explicit: %s)', (explicit) => {
		fc.assert(
			fc.property(anyProfile, (profile) => {
				const rows = domainRows(profile, explicit).map(asText);
				expect(new Set(rows)).toEqual(expectedRows(profile, explicit));
				expect(rows.length).toBe(new Set(rows).size);
			}),
			{ numRuns: 200 },
		);
	});

	it('marks what only an old document lists, and what no document confirms', () => {
		const rows = domainRows(profileOf({ connect: { alias: 'acme', region: 'us-gov-west-1' } }), false);
		expect(rows.filter(({ required }) => !required).map(({ id }) => id)).toEqual(['connect.execute-api']);
		const unconfirmed = rows.filter(({ source }) => source.includes('unconfirmed')).map(({ pattern }) => pattern);
		expect(unconfirmed).toEqual([
			'us-gov-west-1.signin.amazonaws-us-gov.com',
			'us-gov-west-1.console.amazonaws-us-gov.com',
		]);
	});
});

describe('ipRows', () => {
	it('has the snapshot of AMAZON_CONNECT with its date, and says what is not checked', () => {
		const rows = ipRows(acme, false);
		const connect = rows.filter(({ id }) => id === 'ip-ranges.AMAZON_CONNECT');
		expect(connect.map(({ pattern }) => pattern)).toContain('15.193.0.0/19');
		expect(new Set(connect.map(({ source }) => source.join()))).toEqual(
			new Set(['ip-ranges.json 2026-08-22-15-17-05']),
		);
		const unchecked = rows.filter(({ pattern }) => pattern === NOT_CHECKED).map(({ id }) => id);
		expect(unchecked).toEqual(['ip-ranges.EC2', 'ip-ranges.CLOUDFRONT', 'ip-ranges.AMAZON']);
	});

	it('checks all of them with a file', () => {
		const read = readIpRanges(fixture('ip-ranges-2026-08-22.json'));
		const rows = ipRows(acme, false, read.ok ? read.ranges : undefined);
		expect(rows.some(({ pattern }) => pattern === NOT_CHECKED)).toBe(false);
		const udp = rows.filter(({ port }) => port === 3478 && !Number.isNaN(port)).map(({ id }) => id);
		expect(new Set(udp)).toEqual(new Set(['ip-ranges.AMAZON_CONNECT', 'connect.video.chime-media']));
	});

	it('keeps the names that no range covers', () => {
		const names = ipRows(acme, false).filter(({ id }) => !id.startsWith('ip-ranges.'));
		expect(new Set(names.map(({ id }) => id))).toEqual(
			new Set([
				'connect.sign-in.non-saml',
				'connect.attachments',
				'connect.scheduling.uploads',
				'connect.video.chime',
				'connect.video.chime-media',
				'ingenius.cdnjs',
				'ingenius.gateway',
			]),
		);
		const signIn = names.filter(({ id }) => id === 'connect.sign-in.non-saml').map(({ pattern }) => pattern);
		expect(signIn.every((pattern) => pattern.startsWith('*.s3.dualstack.'))).toBe(true);
	});
});

describe('formatAllowlist', () => {
	const rows: readonly AllowlistRow[] = [
		{
			id: 'a',
			pattern: 'x,"y"',
			port: 443,
			protocol: 'tcp',
			direction: 'outbound',
			required: true,
			when: { ccp: 'v2', mediaLess: false },
			source: ['guide', 'module36'],
		},
	];

	it('is JSON that reads back as the rows', () => {
		expect(JSON.parse(formatAllowlist(rows, 'json'))).toEqual(rows);
	});

	it('quotes CSV cells where RFC 4180 asks for it', () => {
		expect(formatAllowlist(rows, 'csv').split('\r\n')).toEqual([
			'id,pattern,port,protocol,direction,required,when,source',
			'a,"x,""y""",443,tcp,outbound,true,ccp=v2;mediaLess=false,guide;module36',
		]);
	});

	it('is a table as text', () => {
		const [head, row] = formatAllowlist(rows, 'text').split('\n');
		expect(head).toMatch(/^id\s+pattern\s+port\s+protocol\s+direction\s+required\s+when\s+source$/);
		expect(row).toContain('ccp=v2;mediaLess=false');
	});
});

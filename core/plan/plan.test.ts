import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../catalog/entries.ts';
import { matchesPattern } from '../catalog/patterns.ts';
import { type ProfileInput, ProfileSchema } from '../profile.ts';
import { anyHost } from '../testing/hosts.ts';
import { anyProfile } from '../testing/profiles.ts';
import { plan } from './plan.ts';
import type { Learned, Target } from './types.ts';
import { parseProbeUrl } from './url.ts';

const planFor = (connect: Partial<ProfileInput['connect']>, learned?: Learned, ingenius?: ProfileInput['ingenius']) =>
	plan(
		v.parse(ProfileSchema, {
			connect: { alias: 'Acme', region: 'us-east-1', ...connect },
			...(ingenius && { ingenius }),
		}),
		learned,
	);
const urls = (targets: readonly Target[], entry: string) =>
	targets.filter(({ entries }) => entries.some((id) => id === entry)).map(({ url }) => url);
const anyLearned: fc.Arbitrary<Learned> = fc.dictionary(
	fc.constantFrom(...ENTRIES.map(({ id }) => id)),
	fc.array(
		fc.oneof(
			anyHost,
			anyHost.map((host) => `${host.split('.')[0]}.transport.connect.us-east-1.amazonaws.com.`),
			fc.constantFrom(
				'TurnNlb-0.elb.eu-west-2.amazonaws.com',
				'd1.cloudfront.net',
				'',
				'*',
				'-',
				'a b',
				'x/y',
				'é.cloudfront.net',
			),
		),
		{ maxLength: 4 },
	),
);

describe('plan', () => {
	it('probes each path of the instance, with the alias in lower case', () => {
		expect(urls(planFor({}).targets, 'connect.instance.my-connect')).toEqual([
			'https://acme.my.connect.aws/ccp-v2',
			'https://acme.my.connect.aws/api',
			'https://acme.my.connect.aws/auth/authorize',
		]);
	});

	it('uses what v1 and what v2 use for both', () => {
		const { entries } = planFor({ ccp: 'both' });
		const ids = entries.map(({ entry }) => entry.id);
		expect(ids).toContain('connect.ccp.v1-signalling');
		expect(ids).toContain('connect.transport');
	});

	it('moves the v1 probes to the host that stands in for them in eu-west-2', () => {
		expect(urls(planFor({ region: 'eu-west-2', ccp: 'v1' }).targets, 'connect.ccp.v1-signalling')).toEqual([
			'https://rtc.cell-1.prod.eu-west-2.prod.connect.aws.a2z.com/ping',
			'wss://rtc.cell-1.prod.eu-west-2.prod.connect.aws.a2z.com/LilyRTC',
		]);
	});

	it('signs in at signin.aws.amazon.com in us-east-1', () => {
		expect(urls(planFor({}).targets, 'connect.sign-in.saml')).toEqual([
			'https://signin.aws.amazon.com/',
			'https://us-east-1.console.aws.amazon.com/',
		]);
	});

	it('lists the unconfirmed sign-in pair of GovCloud and does not probe it', () => {
		const { entries, targets } = planFor({ region: 'us-gov-west-1' });
		const signIn = entries.find(({ entry }) => entry.id === 'connect.sign-in.saml');
		expect(signIn?.patterns[0]).toBe('us-gov-west-1.signin.amazonaws-us-gov.com');
		expect(urls(targets, 'connect.sign-in.saml')).toEqual([]);
	});

	it('probes unconfirmed TURN hosts beside the published ones', () => {
		const turn = planFor({}).targets.filter(({ kind }) => kind === 'turn');
		expect(turn.map(({ origin }) => origin)).toEqual([
			'published',
			'published',
			'published',
			'unconfirmed',
			'unconfirmed',
		]);
		expect(turn[0]?.url).toBe('turn:turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com:3478?transport=udp');
	});

	it('needs no TURN without a softphone', () => {
		expect(planFor({ mediaLess: true }).notNeeded).toContain('connect.media.turn');
	});

	it('learns a web socket host, and tries https there too', () => {
		const learned = { 'connect.transport': ['X7.transport.connect.us-east-1.amazonaws.com.'] };
		expect(urls(planFor({}, learned).targets, 'connect.transport')).toEqual([
			'https://x7.transport.connect.us-east-1.amazonaws.com/',
			'wss://x7.transport.connect.us-east-1.amazonaws.com/',
		]);
	});

	it('ignores a learned host of another region or of nobody', () => {
		const learned = { 'connect.transport': ['x7.transport.connect.eu-west-2.amazonaws.com', 'evil.example', 'a/b'] };
		expect(urls(planFor({}, learned).targets, 'connect.transport')).toEqual([]);
	});

	it('takes an unconfirmed TURN host for real once the CCP uses it', () => {
		const host = 'turnnlb-d40f7ff9cdd63758.elb.us-east-1.amazonaws.com';
		const { targets } = planFor({}, { 'connect.media.turn': [host] });
		expect(targets.find((target) => target.host === host)).toMatchObject({ origin: 'learned', knownToExist: true });
	});

	it('does not vouch for a probe host where it was never seen', () => {
		const seen = (region: 'us-east-1' | 'ap-south-1') =>
			planFor({ region }).targets.find(({ host }) => host.startsWith('ieluqbvv.'))?.knownToExist;
		expect(seen('us-east-1')).toBe(true);
		expect(seen('ap-south-1')).toBe(false);
	});

	it('does not vouch for an alias under a domain that is not the instance’s', () => {
		const known = (domain: 'my.connect.aws' | 'awsapps.com') =>
			planFor({ region: 'ca-central-1', domain }).targets.find(({ url }) => url === 'https://acme.my.connect.aws/')
				?.knownToExist;
		expect(known('my.connect.aws')).toBe(true);
		expect(known('awsapps.com')).toBe(false);
	});

	it('takes the port of the gateway from its URL', () => {
		const { targets, entries } = planFor(
			{},
			{},
			{ region: 'us-west-2', gateway: 'https://GW.corp.example:8443/ice?x#y' },
		);
		expect(urls(targets, 'ingenius.gateway')).toEqual(['https://gw.corp.example:8443/ice']);
		const gateway = entries.find(({ entry }) => entry.id === 'ingenius.gateway');
		expect(gateway?.ports).toEqual([{ port: 8443, protocol: 'tcp' }]);
		expect(gateway?.patterns).toEqual(['gw.corp.example']);
	});

	it('probes cdnjs on both ports', () => {
		expect(urls(planFor({}, {}, { region: 'us-west-2' }).targets, 'ingenius.cdnjs')).toEqual([
			'http://cdnjs.cloudflare.com/',
			'https://cdnjs.cloudflare.com/',
		]);
	});
});

describe('plan, for any profile and anything learned', { timeout: 60_000 }, () => {
	const anyPlan = fc.tuple(anyProfile, anyLearned).map(([profile, learned]) => plan(profile, learned));

	it('places every entry once: needed or not', () => {
		fc.assert(
			fc.property(anyPlan, ({ entries, notNeeded }) => {
				const ids = [...entries.map(({ entry }) => entry.id), ...notNeeded];
				expect(ids.toSorted()).toEqual(ENTRIES.map(({ id }) => id).toSorted());
			}),
		);
	});

	it('leaves no placeholder, no capital and no duplicate among targets', () => {
		fc.assert(
			fc.property(anyPlan, ({ targets }) => {
				expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
				for (const { id, host, url } of targets) {
					expect(`${id}${url}`).not.toMatch(/[{}*\s]/);
					expect(host).toBe(host.toLowerCase());
					expect(parseProbeUrl(url)?.url).toBe(id);
				}
			}),
		);
	});

	it('tries every target under a pattern of each entry it speaks for, on one of its ports', () => {
		// Published to try `rtc*` on, and not covered by it: a star stands for one character at least.
		const outside = (host: string) => host.startsWith('rtc.connect-telecom.');
		const covers = (pattern: string, host: string) => matchesPattern(pattern.split('/')[0] ?? '', host);
		fc.assert(
			fc.property(anyPlan, ({ entries, targets }) => {
				for (const { host, port, entries: ids } of targets.filter((target) => !outside(target.host))) {
					for (const { entry, patterns, ports } of entries.filter((one) => ids.includes(one.entry.id))) {
						expect(patterns.filter((pattern) => covers(pattern, host)).length).toBeGreaterThan(0);
						expect(ports.map((one) => one.port)).toContain(port);
						expect(entry.status).toBe('required');
					}
				}
			}),
		);
	});

	it('names the same targets in the entries as in the list', () => {
		fc.assert(
			fc.property(anyPlan, ({ entries, targets }) => {
				const named = new Set(entries.flatMap((entry) => entry.targets));
				expect([...named].toSorted()).toEqual(targets.map(({ id }) => id).toSorted());
			}),
		);
	});
});

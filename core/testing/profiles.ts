import * as fc from 'fast-check';
import * as v from 'valibot';
import { CONNECT_REGIONS, INGENIUS_REGIONS, type Profile, ProfileSchema } from '../profile.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const connect = fc.record({
	alias: label,
	region: fc.constantFrom(...CONNECT_REGIONS),
	domain: fc.constantFrom('my.connect.aws', 'awsapps.com'),
	signIn: fc.constantFrom('saml', 'non-saml'),
	ccp: fc.constantFrom('v1', 'v2', 'both'),
	mediaLess: fc.boolean(),
	bucket: optional(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/)),
	globalResiliency: optional(fc.record({ instanceId: fc.uuid(), sourceRegion: fc.constantFrom(...CONNECT_REGIONS) })),
	scheduling: fc.boolean(),
	video: fc.boolean(),
});

const ingenius = fc.record({
	region: fc.constantFrom(...INGENIUS_REGIONS),
	authPrefix: label,
	gateway: optional(
		fc.constantFrom('https://gateway.corp.example', 'https://Gateway.corp.example:8443/ice', 'https://10.1.2.3:9443'),
	),
});

const compact = (value: object): object =>
	Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

/** GovCloud's region and domain go together. */
const paired = (one: { region: string; domain: string }) =>
	one.region === 'us-gov-west-1' ? { ...one, domain: 'govcloud.connect.aws' } : one;

/** Any profile that the options page would take. */
export const anyProfile: fc.Arbitrary<Profile> = fc
	.record({ connect: optional(connect), ingenius: optional(ingenius) })
	.map(({ connect: instance, ingenius: crm }) =>
		v.parse(ProfileSchema, compact({ connect: instance && compact(paired(instance)), ingenius: crm && compact(crm) })),
	);

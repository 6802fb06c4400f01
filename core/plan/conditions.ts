import type { CatalogEntry, When } from '../catalog/types.ts';
import type { Profile } from '../profile.ts';

type Facts = Readonly<Record<string, string | boolean | undefined>>;

/** The profile as the catalog's conditions name it. */
function factsOf({ connect, ingenius }: Profile): Facts {
	return {
		region: connect?.region,
		domain: connect?.domain,
		signIn: connect?.signIn,
		ccp: connect?.ccp,
		mediaLess: connect?.mediaLess,
		bucket: connect?.bucket !== undefined,
		globalResiliency: connect?.globalResiliency !== undefined,
		scheduling: connect?.scheduling,
		video: connect?.video,
		ingenius: ingenius !== undefined,
		gateway: ingenius?.gateway !== undefined,
	};
}

/** `ccp: both` uses what v1 and what v2 use. */
function holds(facts: Facts, name: string, wanted: string | boolean | undefined): boolean {
	return facts[name] === wanted || (name === 'ccp' && facts.ccp === 'both');
}

const uses = (profile: Profile, product: CatalogEntry['product']) =>
	product === 'ingenius' ? profile.ingenius !== undefined : profile.connect !== undefined;

/** Whether this profile needs an entry: its product is in use and all conditions hold. Historical entries are no exception. */
export function applies(entry: CatalogEntry, profile: Profile): boolean {
	return uses(profile, entry.product) && meets(profile, entry.when);
}

/** Whether all conditions hold for this profile. */
export function meets(profile: Profile, when: When): boolean {
	const facts = factsOf(profile);
	return Object.keys(when).every((name) => holds(facts, name, when[name]));
}

/** The values of the catalog's placeholders. */
export function placeholders({ connect, ingenius }: Profile): Readonly<Record<string, string | undefined>> {
	const gateway = ingenius?.gateway;
	return {
		alias: connect?.alias,
		region: connect?.region,
		bucket: connect?.bucket,
		'instance-id': connect?.globalResiliency?.instanceId,
		'source-region': connect?.globalResiliency?.sourceRegion,
		'ingenius-region': ingenius?.region,
		'auth-prefix': ingenius?.authPrefix,
		gateway: gateway === undefined ? undefined : new URL(gateway).hostname,
		'gateway-url': gateway,
	};
}

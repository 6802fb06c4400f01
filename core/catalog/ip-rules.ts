import type { Profile } from '../profile.ts';
import { AMAZON_CONNECT_SNAPSHOT } from './amazon-connect-ranges.ts';
import type { IpRanges, Prefix } from './ip-ranges.ts';
import type { CatalogEntry, Protocol } from './types.ts';

/** Option 2: a service of ip-ranges.json that an administrator allows in place of host names. */
export interface IpRule {
	readonly service: 'AMAZON_CONNECT' | 'EC2' | 'CLOUDFRONT' | 'AMAZON';
	readonly product: CatalogEntry['product'];
	/**
	 * `instance`: the instance's region and GLOBAL, which leaves GLOBAL alone where the region has none, in each
	 * address family by itself; `every`: whatever the region field says; `ingenius`: the InGenius region only.
	 */
	readonly regions: 'instance' | 'every' | 'ingenius';
	readonly port: number;
	readonly protocol: Protocol;
}

/** CLOUDFRONT means exactly that service, not CLOUDFRONT_ORIGIN_FACING. */
export const IP_RULES: readonly IpRule[] = [
	{ service: 'AMAZON_CONNECT', product: 'amazon-connect', regions: 'instance', port: 3478, protocol: 'udp' },
	{ service: 'EC2', product: 'amazon-connect', regions: 'instance', port: 443, protocol: 'tcp' },
	{ service: 'CLOUDFRONT', product: 'amazon-connect', regions: 'every', port: 443, protocol: 'tcp' },
	{ service: 'AMAZON', product: 'ingenius', regions: 'ingenius', port: 443, protocol: 'tcp' },
];

/** The rules that a profile needs; a media-less CCP sends no UDP. */
export function ipRulesFor({ connect, ingenius }: Profile): readonly IpRule[] {
	return IP_RULES.filter((rule) => {
		if (rule.product === 'ingenius') return ingenius !== undefined;
		return connect !== undefined && !(connect.mediaLess && rule.service === 'AMAZON_CONNECT');
	});
}

function inRegions({ regions }: IpRule, { region }: Prefix, { connect, ingenius }: Profile): boolean {
	if (regions === 'every') return true;
	return regions === 'ingenius' ? region === ingenius?.region : region === connect?.region || region === 'GLOBAL';
}

/** Ranges of a rule; `undefined`: not checked, since only a fetched file has them. */
export function prefixesOf(rule: IpRule, profile: Profile, fetched?: IpRanges): readonly Prefix[] | undefined {
	if (fetched === undefined && rule.service !== 'AMAZON_CONNECT') return undefined;
	const { prefixes } = fetched ?? AMAZON_CONNECT_SNAPSHOT;
	return prefixes.filter((prefix) => prefix.service === rule.service && inRegions(rule, prefix, profile));
}

export type OperatingSystem = 'windows' | 'linux' | 'other';

/**
 * A stateless firewall must also let the answers in: from the AMAZON_CONNECT ranges to the browser's ephemeral ports.
 * The guide gives Windows UDP, Linux without a protocol (the media are UDP), and no other system.
 */
export const STATELESS_INBOUND: Readonly<Record<OperatingSystem, string>> = {
	windows: 'Allow UDP inbound from the AMAZON_CONNECT ranges to ports 49152-65535',
	linux: 'Allow UDP inbound from the AMAZON_CONNECT ranges to ports 32768-61000',
	other:
		'The ephemeral ports of this operating system are not documented by Amazon: look them up, then allow UDP inbound from the AMAZON_CONNECT ranges to them',
};

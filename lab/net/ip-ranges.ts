import type { Site } from './hosts.ts';
import { POOLS } from './hosts.ts';

interface Prefix {
	readonly ip_prefix: string;
	readonly region: string;
	readonly service: string;
	readonly network_border_group: string;
}

function listed(ip_prefix: string, region: string, services: readonly string[]): readonly Prefix[] {
	return services.map((service) => ({ ip_prefix, region, service, network_border_group: region }));
}

/**
 * The lab's own ip-ranges.json, in the form of docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html: the address
 * checks of the product run for real, on the lab's addresses.
 */
export function ipRanges(site: Site) {
	const region = site.profile.connect?.region ?? 'us-east-1';
	const prefixes = [
		...listed(POOLS.media.prefix, region, ['AMAZON', 'AMAZON_CONNECT', 'EC2']),
		...listed(POOLS.compute.prefix, region, ['AMAZON', 'EC2']),
		...listed(POOLS.cloudfront.prefix, 'GLOBAL', ['AMAZON', 'CLOUDFRONT']),
		...listed(POOLS.ingenius.prefix, site.profile.ingenius?.region ?? region, ['AMAZON', 'EC2']),
	];
	const published = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '-');
	return { syncToken: `${Math.floor(Date.now() / 1000)}`, createDate: published, prefixes, ipv6_prefixes: [] };
}

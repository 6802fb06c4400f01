import ipaddr from 'ipaddr.js';
import { prefixOf } from '../evidence/prefix.ts';
import type { Report } from '../report/types.ts';

/**
 * A public address or network cut to /24 (IPv4) or /48 (IPv6). Undefined for everything else: private, shared,
 * link-local and loopback addresses are host candidates and are never sent, not even cut.
 */
export function networkPrefix(address: string | undefined): string | undefined {
	const host = address?.split('/')[0];
	if (host === undefined || !ipaddr.isValid(host)) return undefined;
	return ipaddr.process(host).range() === 'unicast' ? prefixOf(host) : undefined;
}

/** The public network that a run's STUN answers saw. */
export function seenNetwork(report: Pick<Report, 'evidence'>): string | undefined {
	const networks = report.evidence.map(({ outcome }) => (outcome.kind === 'answered' ? outcome.network : undefined));
	return networks.find((network) => networkPrefix(network) !== undefined);
}

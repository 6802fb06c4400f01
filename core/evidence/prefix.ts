import ipaddr from 'ipaddr.js';

/** The network that an address stands in, all that leaves the probe of the agent's own address: /24, or /48 for IPv6. */
export function prefixOf(address: string): string | undefined {
	if (!ipaddr.isValid(address)) return undefined;
	const parsed = ipaddr.process(address);
	const bits = parsed.kind() === 'ipv4' ? 24 : 48;
	const network =
		parsed.kind() === 'ipv4'
			? ipaddr.IPv4.networkAddressFromCIDR(`${parsed}/${bits}`)
			: ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/${bits}`);
	return `${network}/${bits}`;
}

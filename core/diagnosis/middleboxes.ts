/**
 * Products that answer in a service's place, by what they put into `server` or `via`.
 * A mark in `via` alone proves only that the product carried the answer.
 */
export const MIDDLEBOXES: readonly { readonly product: string; readonly mark: RegExp }[] = [
	{ product: 'Squid', mark: /\bsquid\b/i },
	{ product: 'Zscaler', mark: /zscaler/i },
	{ product: 'Fortinet FortiGate', mark: /forti(gate|guard|net|proxy|web)/i },
	{ product: 'Symantec ProxySG (Blue Coat)', mark: /blue ?coat|proxysg/i },
	{ product: 'Skyhigh (McAfee) Web Gateway', mark: /mcafee|mwg|skyhigh/i },
	{ product: 'Forcepoint (Websense)', mark: /forcepoint|websense/i },
	{ product: 'Cisco Umbrella (OpenDNS)', mark: /opendns|umbrella/i },
	{ product: 'Cisco Secure Web Appliance (IronPort)', mark: /ironport|\bwsa\b/i },
	{ product: 'Sophos', mark: /sophos/i },
	{ product: 'WatchGuard', mark: /watchguard/i },
	{ product: 'SonicWall', mark: /sonicwall/i },
	{ product: 'Palo Alto Networks', mark: /palo ?alto|pan-os/i },
	{ product: 'Check Point', mark: /check ?point/i },
	{ product: 'Barracuda', mark: /barracuda/i },
	{ product: 'Netskope', mark: /netskope/i },
	{ product: 'iboss', mark: /\biboss\b/i },
	{ product: 'Cato Networks', mark: /cato ?networks/i },
	{ product: 'Menlo Security', mark: /menlo ?security/i },
	{ product: 'Smoothwall', mark: /smoothwall/i },
];

/** The product that a header value names. */
export function productIn(header: string | undefined): string | undefined {
	if (header === undefined) return undefined;
	return MIDDLEBOXES.find(({ mark }) => mark.test(header))?.product;
}

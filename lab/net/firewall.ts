import { type Effect, type EffectOf, effectsOf, type FilterAction, type Hosts, type Interceptor } from './effects.ts';
import { execIn } from './exec.ts';
import type { Host } from './hosts.ts';
import { ADDRESSES, LAN, WAN } from './names.ts';

/** Ports of the machine between office and internet, on the firewall itself. */
export const MIDDLEBOX_PORTS: Readonly<Record<Interceptor, { readonly https: number; readonly http: number }>> = {
	inspection: { https: 9443, http: 9080 },
	untrusted: { https: 9444, http: 9080 },
	'block-page': { https: 9445, http: 9082 },
	portal: { https: 9446, http: 9083 },
};
export const PROXY_PORT = 3128;
/** Debian's squid runs as this user: that is how its traffic is told from the firewall's own. */
const PROXY_USER = 'proxy';

/** Smallest packet that carries data worth a reset: a TLS ClientHello and a request are longer, a bare ACK is 52. */
const SMALLEST_DATA = 100;

const VERBS: Readonly<Record<FilterAction, (protocol: 'tcp' | 'udp') => string>> = {
	drop: () => 'drop',
	refuse: (protocol) => (protocol === 'tcp' ? 'reject with tcp reset' : 'reject with icmp type port-unreachable'),
	reset: () => `meta length > ${SMALLEST_DATA} reject with tcp reset`,
};

type Addresses = (hosts: Hosts) => string;

/** Matches of a list of hosts; `any` matches what is not the firewall itself. An empty list matches nothing. */
function matcher(site: readonly Host[]): Addresses {
	return (hosts) => {
		if (hosts === 'any') return `ip daddr != ${ADDRESSES.gateway}`;
		const addresses = site.filter((host) => hosts.includes(host.name)).map((host) => host.address);
		return `ip daddr { ${addresses.length > 0 ? addresses.join(', ') : '0.0.0.1'} }`;
	};
}

function filterRule(effect: EffectOf<'filter'>, addresses: Addresses): string {
	const port =
		effect.port === undefined ? `meta l4proto ${effect.protocol}` : `${effect.protocol} dport ${effect.port}`;
	return `${addresses(effect.hosts)} ${port} ${VERBS[effect.action](effect.protocol)}`;
}

function allowRules(effects: readonly EffectOf<'allow-only'>[], site: readonly Host[]): readonly string[] {
	return effects.flatMap(({ allowed }) => {
		const elements = allowed.flatMap(({ host, protocol, port }) =>
			site.filter(({ name }) => name === host).map(({ address }) => `${address} . ${protocol} . ${port}`),
		);
		if (elements.length === 0) return ['drop'];
		return [`ip daddr . meta l4proto . th dport != { ${[...new Set(elements)].join(', ')} } drop`];
	});
}

function proxyRules(effects: readonly Effect[]): readonly string[] {
	if (effectsOf(effects, 'proxy').length === 0) return [];
	return [`iifname ${LAN} ip daddr != ${ADDRESSES.gateway} meta l4proto tcp drop`];
}

function redirects(effects: readonly Effect[], addresses: Addresses): readonly string[] {
	return effectsOf(effects, 'intercept').flatMap(({ hosts, port, by }) => {
		const { https, http } = MIDDLEBOX_PORTS[by];
		const secure = `${addresses(hosts)} tcp dport ${port ?? 443} redirect to :${https}`;
		return port === undefined ? [secure, `${addresses(hosts)} tcp dport 80 redirect to :${http}`] : [secure];
	});
}

/**
 * The firewall's rules. What leaves is judged in prerouting, before any redirection and with no exception for what is
 * established: a rule switched on ends what runs. The firewall's own traffic (proxy, inspection) passes the same rules.
 */
export function ruleset(effects: readonly Effect[], site: readonly Host[]): string {
	const addresses = matcher(site);
	const outbound = [
		...effectsOf(effects, 'filter').map((effect) => filterRule(effect, addresses)),
		...allowRules(effectsOf(effects, 'allow-only'), site),
	];
	const redirected = redirects(effects, addresses);
	return `
table inet lab
delete table inet lab
table inet lab {
	chain outbound {
		${outbound.join('\n\t\t')}
	}
	chain from_office {
		type filter hook prerouting priority -150
		iifname ${LAN} ip daddr != ${ADDRESSES.gateway} jump outbound
		${proxyRules(effects).join('\n\t\t')}
	}
	chain from_firewall {
		type filter hook output priority -150
		oifname ${WAN} ip daddr { ${ADDRESSES.cloudDns}, ${ADDRESSES.blackhole} } udp dport 53 accept
		oifname ${WAN} jump outbound
	}
	chain inbound {
		type filter hook forward priority 0
		iifname ${WAN} ct state established,related accept
		iifname ${WAN} drop
	}
	chain redirected {
		${redirected.join('\n\t\t')}
	}
	chain redirect_office {
		type nat hook prerouting priority dstnat
		iifname ${LAN} jump redirected
	}
	chain redirect_proxy {
		type nat hook output priority -100
		meta skuid ${PROXY_USER} jump redirected
	}
	chain leave {
		type nat hook postrouting priority srcnat
		oifname ${WAN} masquerade
	}
}
`;
}

/** Loads the rules in one step, then forgets every connection that the old ones knew. */
export async function loadFirewall(namespace: string, rules: string): Promise<void> {
	await execIn(namespace, 'nft', ['-f', '-'], rules);
	await execIn(namespace, 'conntrack', ['-F']);
}

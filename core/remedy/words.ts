import type { Environment } from '../evidence/types.ts';
import type { FailureCode, FindingId } from '../ids.ts';

/** What the sentences of a finding are made of. */
export interface WordContext {
	/** Names of the entries concerned, as a list. */
	readonly entries: string;
	readonly hosts: readonly string[];
	/** What the agent loses: "Calls will fail". */
	readonly loss: string;
	readonly cause: FailureCode;
	readonly ports: string;
	readonly attempts: number;
	readonly suspected: boolean;
	readonly browser: Environment['browser'];
	readonly detail: string;
}

export interface Words {
	readonly agent: (context: WordContext) => string;
	readonly it: (context: WordContext) => string;
}

const list = (hosts: readonly string[]) => {
	const more = hosts.length - 4;
	return more > 0 ? `${hosts.slice(0, 4).join(', ')} and ${more} more` : hosts.join(', ');
};
const seems = ({ suspected }: WordContext) => (suspected ? 'seems to block' : 'blocks');
const tell = 'Send the details below to IT.';
const tries = ({ attempts }: WordContext) => `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;

const CODES: Readonly<Partial<Record<FailureCode, string>>> = {
	'tcp-refused': 'the connection was refused',
	'tcp-reset':
		'the connection was reset; a reset right after the TLS ClientHello points to a filter on the server name',
	'tcp-timeout': 'no packet came back',
	'tls-timeout': 'TCP connects, the TLS handshake stays unanswered: a filter on the server name drops it',
	'dns-timeout': 'the name lookup stays unanswered',
};
const how = ({ cause, browser }: WordContext) => {
	const text = CODES[cause] ?? cause;
	const blurred = cause === 'tcp-timeout' && browser === 'chromium';
	return blurred
		? `${text} (this browser cannot tell an unanswered TCP connect from an unanswered TLS handshake)`
		: text;
};

/** One sentence or two for the agent, in everyday words; one or two for IT, exact. */
export const WORDS: Readonly<Record<FindingId, Words>> = {
	offline: {
		agent: () => 'This computer has no connection to the internet. Check the cable, Wi-Fi or VPN, then test again.',
		it: ({ hosts }) =>
			`None of ${hosts.length} hosts answered and no name, TCP or UDP exchange succeeded: no entry is judged.`,
	},
	'https-silent.all': {
		agent: () => `This computer reaches no website of the contact centre. A proxy setting may be missing. ${tell}`,
		it: ({ hosts }) =>
			`UDP 3478 gets out, but HTTPS to none of ${hosts.length} hosts does. Either TCP 443 is closed altogether or this browser lacks the proxy that the network requires; no entry is judged.`,
	},
	'tls-untrusted.all': {
		agent: () =>
			`Something in this network answers in place of every website. If you are in a hotel or a public network, sign in to it first, then test again. ${tell}`,
		it: ({ hosts }) =>
			`None of ${hosts.length} hosts shows a certificate that this browser trusts: a captive portal, or TLS inspection whose root certificate is missing on this machine. No entry is judged.`,
	},
	'refused.all': {
		agent: () => `Every connection of this browser is refused. ${tell}`,
		it: ({ hosts, cause }) =>
			`None of ${hosts.length} hosts can be reached; all are refused (${cause}). A firewall on this machine or a proxy that denies everything; no entry is judged.`,
	},
	'captive-portal': {
		agent: () => 'This network wants you to sign in first. Open any website, sign in, then test again.',
		it: ({ detail }) => `A captive portal answers for unrelated hosts${detail && ` (${detail})`}; no entry is judged.`,
	},
	'proxy-unreachable': {
		agent: () => `The proxy that this computer uses does not answer. ${tell}`,
		it: () =>
			'The configured proxy refuses connections, does not answer or does not resolve; nothing can be told about single entries.',
	},
	'proxy-auth.all': {
		agent: () => 'The proxy of this network wants a sign-in. Open any website, sign in to the proxy, then test again.',
		it: () =>
			'The proxy answers 407 (authentication required) for every host. Requests of the contact-centre software carry no credentials: exempt the entries from authentication.',
	},
	'proxy-misconfigured': {
		agent: () => `The proxy settings of this computer are wrong. ${tell}`,
		it: () => 'The browser cannot use its proxy configuration (PAC script, mandatory proxy or proxy certificate).',
	},
	'dns.all': {
		agent: () => `This computer cannot look up any address. Check Wi-Fi or VPN, then test again. ${tell}`,
		it: ({ hosts }) => `None of ${hosts.length} names resolves: the resolver is at fault, not an entry.`,
	},
	'clock-wrong': {
		agent: () => 'The clock of this computer is wrong. Set date and time, then test again.',
		it: ({ detail }) =>
			`Every certificate is outside its dates as this machine counts time${detail && ` (${detail})`}.`,
	},
	'network-changed': {
		agent: () => 'The network changed during the test (Wi-Fi or VPN). Test again.',
		it: ({ hosts }) => `The connection changed or dropped while ${list(hosts)} was tried; no verdict.`,
	},
	'local-firewall': {
		agent: () => `Security software on this computer stops the browser. ${tell}`,
		it: ({ hosts }) => `A firewall on this machine denies the browser access to ${list(hosts)}.`,
	},
	'blocked-by-extension': {
		agent: () =>
			`Another browser extension stopped the test of ${'some addresses'}. Pause ad and privacy blockers, then test again.`,
		it: ({ hosts }) => `Another extension cancelled the requests to ${list(hosts)}: not tested.`,
	},
	'blocked-by-policy': {
		agent: () => `A browser policy of your company blocks addresses of the contact centre. ${tell}`,
		it: ({ hosts }) => `The browser's URL policy (URLBlocklist) denies ${list(hosts)}: not tested on the network.`,
	},
	'probe-refused': {
		agent: () => 'Some addresses cannot be tested from the browser. This alone is no fault.',
		it: ({ hosts }) =>
			`The browser does not let an extension test ${list(hosts)} (barred port, upgraded to https, or too many connections): not tested.`,
	},
	'webrtc-udp-disabled': {
		agent: () => `A browser setting of your company switches off call audio. Calls will fail. ${tell}`,
		it: () =>
			'WebRTC may not use UDP in this browser (policy WebRtcIPHandling = disable_non_proxied_udp, or WebRtcIPHandlingUrl for the page). The CCP needs UDP 3478: set it to default for the CCP.',
	},
	'turn-unanswered.all': {
		agent: (c) => `Your network ${seems(c)} call audio. Calls will fail without sound or not connect. ${tell}`,
		it: (c) =>
			`UDP 3478 does not leave this network: none of the ${c.hosts.length} TURN hosts of the region answered (${tries(c)} each) while HTTPS works.`,
	},
	'turn-unanswered.some': {
		agent: (c) => `Your network ${seems(c)} part of the call audio. Some calls will fail. ${tell}`,
		it: (c) =>
			`UDP 3478 gets through to other TURN hosts of the region, not to ${list(c.hosts)} (${tries(c)}): the allowlist holds an old or partial list of TURN hosts.`,
	},
	'turn-not-resolved': {
		agent: () => `Your network does not know the address for call audio. Calls will fail. ${tell}`,
		it: ({ hosts }) => `${list(hosts)} does not resolve while other names do: allow DNS resolution of the TURN names.`,
	},
	'turn-unconfirmed': {
		agent: () => 'A newer address for call audio does not answer. Calls work today; tell IT.',
		it: ({ hosts }) =>
			`${list(hosts)} comes from a newer list that the documents do not confirm yet, and does not answer while the published hosts do. The wildcard covers it; a list of single hosts may lack it.`,
	},
	'turn-unlisted': {
		agent: () => 'Your calls use an address that IT may not know yet. This alone is no fault; tell IT.',
		it: ({ hosts }) =>
			`Calls of this agent go through ${list(hosts)}, which the published list of TURN hosts lacks: your firewall may hold an old list. The wildcard covers it.`,
	},
	silent: {
		agent: (c) => `Your network ${seems(c)} ${c.entries}. ${c.loss} ${tell}`,
		it: (c) =>
			`${list(c.hosts)} stays silent on ${c.ports} (${tries(c)}) while other hosts answer: ${how(c)}.${c.hosts.length === 1 ? ' It is the only known host, so the service itself may be down: compare from another network.' : ''}`,
	},
	'silent.some': {
		agent: (c) => `Part of ${c.entries} does not answer. ${tell}`,
		it: (c) =>
			`${list(c.hosts)} stays silent on ${c.ports} (${tries(c)}) while other hosts of the same entry answer: a list of single hosts may lack it, or the host is down.`,
	},
	'dns-not-resolved': {
		agent: (c) => `Your network does not know the address of ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts }) =>
			`${list(hosts)} does not resolve while other names do: DNS filter, or a resolver that lacks the name.`,
	},
	'dns-not-resolved.named': {
		agent: (c) =>
			`The address of ${c.entries} does not exist as this network sees it. Check the name in the options first. ${c.loss} ${tell}`,
		it: ({ hosts }) =>
			`${list(hosts)} does not resolve while other names do. Check alias, region and the other names in the options; if they are right, this network's DNS does not resolve it.`,
	},
	'dns-not-resolved.unseen': {
		agent: (c) => `${c.entries} could not be tested here. This alone is no fault.`,
		it: ({ hosts }) => `${list(hosts)} does not resolve, and is not known to exist in this region: not tested.`,
	},
	'tcp-refused': {
		agent: (c) => `Your network ${seems(c)} ${c.entries}. ${c.loss} ${tell}`,
		it: (c) => `${list(c.hosts)} on ${c.ports}: ${how(c)}, while other hosts answer.`,
	},
	'proxy-denied': {
		agent: (c) => `The proxy of your network blocks ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts, ports }) =>
			`The proxy does not open a tunnel to ${list(hosts)} (${ports}) while it serves others: it denies the destination, or cannot resolve or reach it.`,
	},
	'proxy-auth': {
		agent: (c) => `The proxy of your network wants a sign-in for ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts }) =>
			`The proxy answers 407 for ${list(hosts)} while it serves others: exempt the entry from authentication.`,
	},
	'tls-untrusted': {
		agent: (c) => `Something in your network answers in place of ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts }) =>
			`The certificate shown for ${list(hosts)} is not the service's (not trusted, other name, or out of date) while others are fine: block page, sinkhole or TLS inspection without a trusted root. Exempt the entry from inspection.`,
	},
	'tls-inspected': {
		agent: (c) => `Your network opens the encrypted connection to ${c.entries}. ${tell}`,
		it: ({ hosts, detail }) =>
			`TLS to ${list(hosts)} is intercepted${detail && ` (issuer: ${detail})`}. Exempt the entry from inspection.`,
	},
	'tls-broken': {
		agent: (c) => `Something in your network answers in place of ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts, ports }) =>
			`What answers for ${list(hosts)} on ${ports} does not speak proper TLS: a block page or a proxy on that port.`,
	},
	'unexpected-address': {
		agent: (c) => `Your network sends ${c.entries} to a wrong address. ${c.loss} ${tell}`,
		it: ({ hosts, detail }) =>
			`${list(hosts)} resolves to ${detail || 'a local address'}, which cannot be the service: DNS filter (sinkhole).`,
	},
	'block-page': {
		agent: (c) => `Your network shows a block page in place of ${c.entries}. ${c.loss} ${tell}`,
		it: ({ hosts, detail }) =>
			`${list(hosts)} is answered by something else${detail && ` (${detail})`}: a filter blocks the destination.`,
	},
	'websocket-refused': {
		agent: (c) => `Your network disturbs the connection that signals calls (${c.entries}). ${tell}`,
		it: ({ hosts }) =>
			`HTTPS to ${list(hosts)} works, the web socket does not: a proxy does not pass the upgrade. Exempt the host from the proxy or from inspection.`,
	},
	degraded: {
		agent: (c) => `The connection to ${c.entries} is slow. Calls may sound bad.`,
		it: ({ hosts, detail }) => `${list(hosts)}: ${detail}, above what a call bears.`,
	},
	loss: {
		agent: () => 'This network loses data. Calls may break up. Try a cable or another network.',
		it: ({ detail }) =>
			`The network loses packets${detail && ` (${detail})`}; targets that stayed silent are tried more often before they are judged.`,
	},
};

import { inBrackets, list, tell, type WordsOf, which } from './context.ts';

/** One cause for everything, or this machine's own doing: no entry is accused. */
export const machineWords: WordsOf<
	| 'offline'
	| 'https-silent.all'
	| 'tls-untrusted.all'
	| 'refused.all'
	| 'captive-portal'
	| 'proxy-unreachable'
	| 'proxy-auth.all'
	| 'proxy-misconfigured'
	| 'dns.all'
	| 'clock-wrong'
	| 'network-changed'
	| 'local-firewall'
	| 'blocked-by-extension'
	| 'blocked-by-policy'
	| 'probe-refused'
	| 'loss'
> = {
	offline: {
		agent: () => 'This computer has no connection to the internet. Check the cable, Wi-Fi or VPN, then test again.',
		it: ({ hosts }) => `None of ${hosts.length} hosts answered over TCP or UDP: no entry is judged.`,
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
			`None of ${hosts.length} hosts can be reached; all are refused (${cause}): a firewall on this machine, or a proxy that denies everything. No entry is judged.`,
	},
	'captive-portal': {
		agent: () => 'This network wants you to sign in first. Open any website, sign in, then test again.',
		it: ({ detail }) => `A captive portal is in the way${inBrackets(detail)}; no entry is judged.`,
	},
	'proxy-unreachable': {
		agent: () => `The proxy that this computer uses does not answer. ${tell}`,
		it: ({ browser }) =>
			`The configured proxy refuses connections, does not answer or does not resolve${browser === 'firefox' ? ', or wants a sign-in (this browser says the same for a 407)' : ''}; nothing can be told about single entries.`,
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
			detail === ''
				? 'Every certificate is outside its dates as this machine counts time: its clock is wrong.'
				: `By the servers' clocks this machine's clock is ${detail}; AWS refuses requests signed more than 5 minutes off.`,
	},
	'network-changed': {
		agent: () => 'The network changed during the test (Wi-Fi or VPN). Test again.',
		it: ({ hosts }) => `The connection changed or dropped while ${which(hosts, 'was', 'were')} tried; no verdict.`,
	},
	'local-firewall': {
		agent: () => `Security software on this computer stops the browser. ${tell}`,
		it: ({ hosts }) => `A firewall on this machine denies the browser access to ${list(hosts)}.`,
	},
	'blocked-by-extension': {
		agent: () => 'Another browser extension stopped part of the test. Pause ad and privacy blockers, then test again.',
		it: ({ hosts }) => `Another extension cancelled the requests to ${list(hosts)}: not tested.`,
	},
	'blocked-by-policy': {
		agent: () => `A browser policy of your company blocks addresses of the contact centre. ${tell}`,
		it: ({ hosts }) => `The browser's URL policy (URLBlocklist) denies ${list(hosts)}: not tested on the network.`,
	},
	'probe-refused': {
		agent: () => 'Some addresses cannot be tested from the browser. This alone is no fault.',
		it: ({ hosts }) =>
			`The browser does not let an extension test ${list(hosts)} (barred port, or too many connections): not tested.`,
	},
	loss: {
		agent: () => 'This network loses data. Calls may break up. Try a cable or another network.',
		it: ({ detail, hosts }) =>
			`The network loses packets${inBrackets(detail)}; ${which(hosts, 'stays', 'stay')} silent and cannot be judged under it.`,
	},
};

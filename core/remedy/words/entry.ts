import { blocks, how, inBrackets, list, tell, tries, type WordContext, type WordsOf, which } from './context.ts';

const loss = (c: WordContext) => [c.loss, tell].filter((text) => text !== '').join(' ');
const alone = ({ hosts }: WordContext) =>
	hosts.length === 1
		? ' It is the only known host, so the service itself may be down: compare from another network.'
		: '';

/** One entry is kept back, or answered for. */
export const entryWords: WordsOf<
	| 'silent'
	| 'silent.some'
	| 'dns-not-resolved'
	| 'dns-not-resolved.named'
	| 'dns-not-resolved.unseen'
	| 'tcp-refused'
	| 'proxy-denied'
	| 'proxy-auth'
	| 'tls-untrusted'
	| 'tls-inspected'
	| 'tls-broken'
	| 'unexpected-address'
	| 'block-page'
	| 'websocket-refused'
> = {
	silent: {
		agent: (c) => `Your network ${blocks(c)} ${c.things}. ${loss(c)}`,
		it: (c) =>
			`${which(c.hosts, 'stays', 'stay')} silent on ${c.ports} (${tries(c)}) while other hosts answer: ${how(c)}.${alone(c)}`,
	},
	'silent.some': {
		agent: (c) => `Part of what is needed for ${c.things} does not answer. ${tell}`,
		it: (c) =>
			`${which(c.hosts, 'stays', 'stay')} silent on ${c.ports} (${tries(c)}) while other hosts of the same entry answer: a list of single hosts may lack it, or the host is down.`,
	},
	'dns-not-resolved': {
		agent: (c) => `Your network does not know the address for ${c.things}. ${loss(c)}`,
		it: ({ hosts }) =>
			`${which(hosts, 'does', 'do')} not resolve while other names do: DNS filter, or a resolver that lacks the name.`,
	},
	'dns-not-resolved.named': {
		agent: (c) =>
			`The address for ${c.things} does not exist as this network sees it. Check the name in the options first. ${loss(c)}`,
		it: ({ hosts }) =>
			`${which(hosts, 'does', 'do')} not resolve while other names do. Check alias, region and the other names in the options; if they are right, this network's DNS does not resolve it.`,
	},
	'dns-not-resolved.unseen': {
		agent: ({ things }) => `What is needed for ${things} could not be tested here. This alone is no fault.`,
		it: ({ hosts }) =>
			`${which(hosts, 'does', 'do')} not resolve, and no such host is known to exist in this region: not tested.`,
	},
	'tcp-refused': {
		agent: (c) => `Your network ${blocks(c)} ${c.things}. ${loss(c)}`,
		it: (c) => `${list(c.hosts)} on ${c.ports}: ${how(c)}, while other hosts answer.`,
	},
	'proxy-denied': {
		agent: (c) => `The proxy of your network blocks ${c.things}. ${loss(c)}`,
		it: ({ hosts, ports }) =>
			`The proxy does not open a tunnel to ${list(hosts)} (${ports}) while it serves others: it denies the destination, or cannot resolve or reach it.`,
	},
	'proxy-auth': {
		agent: (c) => `The proxy of your network wants a sign-in for ${c.things}. ${loss(c)}`,
		it: ({ hosts }) =>
			`The proxy answers 407 for ${list(hosts)} while it serves others: exempt the entry from authentication.`,
	},
	'tls-untrusted': {
		agent: (c) => `Something in your network answers in place of what is needed for ${c.things}. ${loss(c)}`,
		it: ({ hosts }) =>
			`The certificate shown for ${list(hosts)} is not the service's (not trusted, other name, or out of date) while others are fine: block page, sinkhole, or TLS inspection without a trusted root.`,
	},
	'tls-inspected': {
		agent: (c) => `Your network opens the encrypted connection for ${c.things}. ${tell}`,
		it: ({ hosts, detail }) => `TLS to ${list(hosts)} is intercepted${inBrackets(detail && `issuer: ${detail}`)}.`,
	},
	'tls-broken': {
		agent: (c) => `Something in your network answers in place of what is needed for ${c.things}. ${loss(c)}`,
		it: ({ hosts, ports }) =>
			`What answers for ${list(hosts)} on ${ports} does not speak proper TLS: a block page, or a proxy on that port.`,
	},
	'unexpected-address': {
		agent: (c) => `Your network sends the traffic for ${c.things} to a wrong address. ${loss(c)}`,
		it: ({ hosts, detail }) =>
			`${list(hosts)} resolves to ${detail || 'a local address'}, which cannot be the service: DNS filter (sinkhole).`,
	},
	'block-page': {
		agent: (c) => `Your network shows a block page in place of what is needed for ${c.things}. ${loss(c)}`,
		it: ({ places, detail }) =>
			`${which(places, 'is', 'are')} answered by something else${inBrackets(detail)}: a filter blocks the destination.`,
	},
	'websocket-refused': {
		agent: (c) => `Your network disturbs the connection for ${c.things}. ${loss(c)}`,
		it: ({ hosts }) =>
			`HTTPS to ${list(hosts)} works, the web socket does not: a proxy does not pass the upgrade. Exempt the host from the proxy or from inspection.`,
	},
};

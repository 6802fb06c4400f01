import { blocks, inBrackets, list, tell, tries, type WordContext, type WordsOf, which } from './context.ts';

const noneOf = ({ hosts }: WordContext) =>
	hosts.length === 1
		? `${list(hosts)}, the only TURN host known for the region, did not answer`
		: `none of the ${hosts.length} TURN hosts of the region answered`;

/** Nothing came back from any TURN host: because no name came back, or because UDP does not get out. */
const allSilent = (c: WordContext) =>
	c.cause === 'dns-timeout'
		? `The lookup of the TURN names stays unanswered (${tries(c)} each) while other names resolve.`
		: `UDP 3478 does not leave this network: ${noneOf(c)} (${tries(c)}${c.hosts.length > 1 ? ' each' : ''}) while HTTPS works.`;

/** Call audio. */
export const mediaWords: WordsOf<
	| 'webrtc-udp-disabled'
	| 'turn-unanswered.all'
	| 'turn-unanswered.some'
	| 'turn-not-resolved'
	| 'turn-unconfirmed'
	| 'turn-unlisted'
	| 'degraded'
> = {
	'webrtc-udp-disabled': {
		agent: () => `A browser setting of your company switches off call audio. Calls will fail. ${tell}`,
		it: ({ browser }) =>
			browser === 'firefox'
				? 'WebRTC may not use UDP in this browser (preference media.peerconnection.ice.proxy_only). The CCP needs UDP 3478: set it to false.'
				: 'WebRTC may not use UDP in this browser (policy WebRtcIPHandling = disable_non_proxied_udp, or WebRtcIPHandlingUrl for the page). The CCP needs UDP 3478: set it to default for the CCP.',
	},
	'turn-unanswered.all': {
		agent: (c) => `Your network ${blocks(c)} call audio. Calls will fail without sound or not connect. ${tell}`,
		it: allSilent,
	},
	'turn-unanswered.some': {
		agent: (c) => `Your network ${blocks(c)} part of the call audio. Some calls will fail. ${tell}`,
		it: (c) =>
			`UDP 3478 gets through to other TURN hosts of the region, not to ${list(c.hosts)} (${tries(c)}): the allowlist holds an old or partial list of TURN hosts, or the host is down.`,
	},
	'turn-not-resolved': {
		agent: () => `Your network does not know the address for call audio. Calls will fail. ${tell}`,
		it: ({ hosts }) =>
			`${which(hosts, 'does', 'do')} not resolve while other names do: allow DNS resolution of the TURN names.`,
	},
	'turn-unconfirmed': {
		agent: () => 'A newer address for call audio does not answer. Calls work today; tell IT.',
		it: ({ hosts }) =>
			`${which(hosts, 'comes', 'come')} from a newer list that the documents do not confirm yet, without an answer while the published hosts do. The wildcard covers it; a list of single hosts may lack it.`,
	},
	'turn-unlisted': {
		agent: () => 'Your calls use an address that IT may not know yet. This alone is no fault; tell IT.',
		it: ({ hosts }) =>
			`Calls of this agent go through ${list(hosts)}, which the published list of TURN hosts lacks: your firewall may hold an old list. The wildcard covers it.`,
	},
	degraded: {
		agent: ({ things }) => `The connection for ${things} is slow. Calls may sound bad.`,
		it: ({ hosts, detail }) => `${list(hosts)}${inBrackets(detail)}: above what a call bears.`,
	},
};

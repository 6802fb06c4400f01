import type { FailureCode } from '../ids.ts';
import type { IncidentKind, PageCause } from './kinds.ts';

/** What the agent reads for a cause that is not the network's, and what IT can do about it. */
export interface PageWords {
	readonly title: string;
	readonly agent: string;
	readonly it?: string;
}

export const PAGE_WORDS: Readonly<Record<PageCause, PageWords>> = {
	'caller-left': {
		title: 'The caller hung up',
		agent: 'The caller left before the call was connected. Nothing is wrong.',
	},
	'user-busy': {
		title: 'The softphone was busy',
		agent: 'Another call was still on this softphone. Your network is not the cause.',
	},
	'other-ccp': {
		title: 'The softphone is open twice',
		agent:
			'Another softphone window or browser is signed in as you. Use one of them for calls. Your network is not the cause.',
	},
	'microphone-denied': {
		title: 'The softphone gets no microphone',
		agent:
			'Check that a headset is plugged in, and allow the microphone for this page: click the icon beside the address and choose Allow. Your network is not the cause.',
		it: 'The CCP gets no microphone: none is there, another program holds it, or the browser denies it. Policy AudioCaptureAllowedUrls (Chrome, Edge) or Permissions.Microphone.Allow (Firefox) can allow it for the CCP.',
	},
	'microphone-frame': {
		title: 'The page does not pass the microphone on',
		agent: 'The page that shows the softphone does not let it use the microphone. Send the details to IT.',
		it: 'The iframe that embeds the CCP lacks allow="microphone". Add it where the page creates the frame (initCCP of amazon-connect-streams does).',
	},
	'microphone-policy': {
		title: 'The page forbids the microphone',
		agent: 'A setting of this site forbids the softphone to use the microphone. Send the details to IT.',
		it: "The page's Permissions-Policy denies the microphone to the CCP. In Salesforce: Setup, Session Settings, Browser Feature Permissions: set Microphone to Trusted URLs Only and add the CCP's URL under Trusted URLs, or allow it always.",
	},
	'unsupported-browser': {
		title: 'This browser is not supported',
		agent: 'The softphone does not support this browser. Use a current Chrome, Edge or Firefox.',
	},
	vdi: {
		title: 'Audio redirection failed',
		agent:
			'The softphone could not hand the audio over to your own computer. Your network is not the cause. Send the details to IT.',
		it: 'The CCP is set to redirect audio out of the virtual desktop, and the redirection is not available: check the VDI client, its Connect plug-in and the VDI platform parameter.',
	},
	'audio-enhancement': {
		title: 'Noise suppression failed',
		agent: 'Calls work, without noise suppression. Your network is not the cause.',
	},
	'cookies-blocked': {
		title: 'Cookies of the softphone are blocked',
		agent:
			'This browser blocks the cookies that the softphone needs inside another page. Open the softphone in a tab of its own, and send the details to IT.',
		it: 'Third-party cookies are blocked for the embedded CCP. Allow them for the instance: policy CookiesAllowedForUrls (Chrome, Edge) or Cookies.Allow (Firefox).',
	},
	'media-less': { title: 'No audio here', agent: 'This softphone carries no audio. Nothing is wrong.' },
	'origin-not-approved': {
		title: 'The softphone may not be shown here',
		agent: 'The softphone does not accept this page. Open it in a tab of its own, and send the details to IT.',
		it: 'The CCP refuses to be framed: add each origin that embeds it to the approved origins of the instance (Amazon Connect console, Application integration, Add origin).',
	},
	'salesforce-cors': {
		title: 'Salesforce refuses InGenius',
		agent: 'Salesforce does not accept requests from InGenius. Send the details to IT.',
		it: 'Add the InGenius application to the Salesforce CORS allowlist (Setup, CORS, Allowed Origins List).',
	},
	'local-network-access': {
		title: 'The browser keeps the page from the gateway',
		agent:
			'This browser does not let the page reach the InGenius Gateway in your office network. If it asks for access to devices on your local network, allow it. Send the details to IT.',
		it: 'The gateway answers, but the page may not reach it: Local Network Access. Policy LocalNetworkAccessAllowedForUrls (Chrome, Edge) allows it for the page.',
	},
	'signed-out': { title: 'Signed out', agent: 'You are signed out of the softphone.' },
};

/** What an agent can do until IT has acted, where the sound does not get through. */
export const AUDIO_ADVICE: readonly string[] = [
	'Try the call again: it may take another way.',
	'Another network helps if you have one: a phone hotspot, or without the VPN.',
	'Calls can be sent to a telephone instead (softphone settings, desk phone): the sound then needs no network here, may be delayed a little, and an unanswered telephone counts as a missed call.',
];
export const OTHER_ADVICE: readonly string[] = [
	'Try again in a minute.',
	'Another network helps if you have one: a phone hotspot, or without the VPN.',
];
/** Media cannot be re-established once the softphone's page is gone (administrator guide). */
export const CONNECTED_ADVICE: readonly string[] = ['You are on a call: keep this page open until it ends.'];

/** The failure in IT's words. */
export const KIND_WORDS: Readonly<Record<IncidentKind, string>> = {
	'caller-left': 'caller hung up during set-up',
	microphone: 'microphone not available to the CCP',
	'user-busy': 'softphone busy',
	'other-ccp': 'several CCPs active',
	'unsupported-browser': 'browser not supported by the CCP',
	vdi: 'VDI audio redirection not available',
	'audio-enhancement': 'audio enhancement failed',
	'ice-collection-timeout': 'no media path: ICE collection ended without a relay candidate',
	'signalling-handshake': 'signalling handshake failed',
	'signalling-connection': 'signalling connection failed',
	'media-lost': 'media lost in mid-call',
	'frame-refused': 'the CCP refuses to be framed',
	'salesforce-cors': 'Salesforce refuses requests of InGenius (CORS)',
	'request-failed': 'a request of the page failed',
	'web-socket-lost': 'web socket of the CCP lost',
	'sign-in': 'the CCP lost its authorization',
	api: 'a call of the CCP API failed',
	webrtc: 'WebRTC error of the softphone',
	'no-acknowledge': 'the framed CCP does not answer',
};

/** How the network shows it, without an address. */
export const CAUSE_WORDS: Readonly<Partial<Record<FailureCode, string>>> = {
	'dns-not-resolved': 'the name does not resolve',
	'dns-timeout': 'the name lookup stays unanswered',
	'tcp-refused': 'the connection is refused',
	'tcp-reset': 'the connection is reset',
	'tcp-timeout': 'no answer',
	'tls-untrusted': 'a foreign certificate is shown',
	'tls-inspected': 'TLS is intercepted',
	'tls-broken': 'what answers does not speak TLS',
	'tls-timeout': 'the TLS handshake stays unanswered',
	'proxy-denied': 'the proxy denies it',
	'proxy-auth': 'the proxy wants authentication',
	'block-page': 'a block page answers',
	'unexpected-address': 'the name resolves to a wrong address',
	'websocket-refused': 'HTTPS works, the web socket does not: a proxy does not pass the upgrade',
	'turn-not-resolved': 'the TURN name does not resolve',
	'turn-unanswered': 'no answer on UDP 3478',
	'webrtc-udp-disabled': 'a browser policy keeps WebRTC off UDP',
};

import { WSS } from '../ports.ts';
import type { CatalogEntry } from '../types.ts';

/** Call signalling: web sockets of the CCP. */
export const signallingEntries: readonly CatalogEntry[] = [
	{
		id: 'connect.ccp.v1-signalling',
		product: 'amazon-connect',
		status: 'required',
		label: 'Signalling (CCP v1)',
		group: 'signalling',
		breaks: 'calls',
		when: { ccp: 'v1' },
		patterns: ['rtc*.connect-telecom.{region}.amazonaws.com'],
		ports: [WSS],
		probe: [
			'https://rtc.connect-telecom.{region}.amazonaws.com/ping',
			'wss://rtc.connect-telecom.{region}.amazonaws.com/LilyRTC',
		],
		neverRedirects: true,
		probeSeen: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2', 'ap-northeast-1'],
		regional: {
			mode: 'replaces',
			hosts: {
				'eu-west-2': ['rtc.cell-1.prod.eu-west-2.prod.connect.aws.a2z.com'],
				'ap-southeast-1': ['rtc.cell-1.prod.ap-southeast-1.prod.connect.aws.a2z.com'],
			},
		},
		note: 'eu-west-2 and ap-southeast-1 use the newer a2z form (module36), for pattern and probe. Proxies: web-socket handling may impact it.',
		source: ['guide', 'module36'],
	},
	{
		id: 'connect.transport',
		product: 'amazon-connect',
		status: 'required',
		label: 'Signalling (CCP v2)',
		group: 'signalling',
		breaks: 'calls',
		when: { ccp: 'v2' },
		patterns: ['*.transport.connect.{region}.amazonaws.com'],
		ports: [WSS],
		probe: [],
		neverRedirects: true,
		note: "no fixed public host is known: learn the real one from the CCP's own traffic. Carries CCP v2 softphone signalling (web socket topic aws/softphone). An HTTP 4xx of the real service to an unauthenticated upgrade means reachable. Proxies: web-socket handling may impact it.",
		source: ['guide', 'module36'],
	},
];

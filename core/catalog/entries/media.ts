import { TURN } from '../ports.ts';
import type { CatalogEntry } from '../types.ts';

/** Call audio: TURN over UDP. */
export const mediaEntries: readonly CatalogEntry[] = [
	{
		id: 'connect.media.turn',
		product: 'amazon-connect',
		status: 'required',
		label: 'Call audio (TURN)',
		group: 'media',
		breaks: 'calls',
		when: { mediaLess: false },
		patterns: ['TurnNlb-*.elb.{region}.amazonaws.com'],
		ports: [TURN],
		probe: [],
		regional: {
			mode: 'narrows',
			hosts: {
				'us-west-2': [
					'turnnlb-8d79b4466d82ad0e.elb.us-west-2.amazonaws.com',
					'turnnlb-dbc4ebb71307fda2.elb.us-west-2.amazonaws.com',
					'turnnlb-13c884fe3673ed9f.elb.us-west-2.amazonaws.com',
				],
				'us-east-1': [
					'turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com',
					'turnnlb-31a7fe8a79c27929.elb.us-east-1.amazonaws.com',
					'turnnlb-7a9b8e750cec315a.elb.us-east-1.amazonaws.com',
				],
				'af-south-1': ['turnnlb-29b8f2824c2958b8.elb.af-south-1.amazonaws.com'],
				'ap-northeast-1': ['turnnlb-3c6ddabcbeb821d8.elb.ap-northeast-1.amazonaws.com'],
				'ap-northeast-2': ['turnnlb-a2d59ac3f246f09a.elb.ap-northeast-2.amazonaws.com'],
				'ap-southeast-1': ['turnnlb-261982506d86d300.elb.ap-southeast-1.amazonaws.com'],
				'ap-southeast-2': ['turnnlb-93f2de0c97c4316b.elb.ap-southeast-2.amazonaws.com'],
				'ca-central-1': ['turnnlb-b019de6142240b9f.elb.ca-central-1.amazonaws.com'],
				'eu-central-1': ['turnnlb-ea5316ebe2759cbc.elb.eu-central-1.amazonaws.com'],
				'eu-west-2': ['turnnlb-1dc64a459ead57ea.elb.eu-west-2.amazonaws.com'],
				'us-gov-west-1': ['turnnlb-d7c623c23f628042.elb.us-gov-west-1.amazonaws.com'],
			},
		},
		unconfirmed: {
			'us-east-1': [
				'turnnlb-d40f7ff9cdd63758.elb.us-east-1.amazonaws.com',
				'turnnlb-7675623c965365c2.elb.us-east-1.amazonaws.com',
			],
			'us-west-2': [
				'turnnlb-6bb66ee54ee32710.elb.us-west-2.amazonaws.com',
				'turnnlb-ecc67f8fbd7a29f6.elb.us-west-2.amazonaws.com',
			],
			'eu-central-1': ['turnnlb-cce94fede9926d70.elb.eu-central-1.amazonaws.com'],
			'eu-west-2': ['turnnlb-0c39b6a52bcdd446.elb.eu-west-2.amazonaws.com'],
		},
		note: 'Probe every published host of the region: any one blocked makes the entry blocked, with the hosts named. "unconfirmed" hosts come from a newer digest: probed, reported as a finding, never the cause of a verdict. The list grows over time. ap-south-1 and ap-northeast-3 run Amazon Connect and publish no TURN host: learn it from the CCP. What the CCP really receives is lower-case with a trailing dot: turn:turnnlb-….elb.us-east-1.amazonaws.com.:3478?transport=udp. With the AMAZON_CONNECT ranges allowed and DNS unrestricted this entry is not needed as a name.',
		source: ['guide', 'module36'],
	},
];

import * as v from 'valibot';
import { plan } from '../../core/plan/plan.ts';
import type { Learned, Plan } from '../../core/plan/types.ts';
import { type Profile, type ProfileInput, ProfileSchema } from '../../core/profile.ts';

/** An agent whose network the matrix bends. */
export interface MatrixProfile {
	readonly name: string;
	readonly profile: Profile;
	/** Gives each wildcard its targets: without it the entry is untested. */
	readonly learned: Learned;
	readonly plan: Plan;
	/** `all`: every fault on every entry. `allowlist`: only the default-deny firewall, with each entry missing. */
	readonly cells: 'all' | 'allowlist';
}

const INSTANCE_ID = '9f2c6a1e-0b7d-4c53-8e21-5d3f7a90c614';

function of(name: string, input: ProfileInput, learned: Learned, cells: MatrixProfile['cells'] = 'all'): MatrixProfile {
	const profile = v.parse(ProfileSchema, input);
	return { name, profile, learned, plan: plan(profile, learned), cells };
}

/** Under a name that the extension may see from the start: no machine can answer the browser's question for another. */
const GATEWAY = 'https://gateway.my.salesforce.com:8443/';

const virginia = of(
	'us-east-1',
	{
		connect: {
			alias: 'acme',
			region: 'us-east-1',
			ccp: 'both',
			bucket: 'acme-attachments',
			globalResiliency: { instanceId: INSTANCE_ID, sourceRegion: 'us-west-2' },
			scheduling: true,
			video: true,
		},
		ingenius: { region: 'us-west-2', gateway: GATEWAY },
	},
	{
		// The published host to try it on, `rtc.connect-telecom…`, is not under the published pattern.
		'connect.ccp.v1-signalling': ['rtc3.connect-telecom.us-east-1.amazonaws.com'],
		'connect.transport': ['x7.transport.connect.us-east-1.amazonaws.com'],
		'connect.static': ['a1.static.connect.aws'],
		'connect.global-resiliency.discovery': ['d1.us-west-2.region-discovery.connect.aws'],
		'connect.video.chime': ['m1.ue1.app.chime.aws'],
		'connect.video.chime-media': ['m1.ue1.app.chime.aws'],
	},
);

/** CloudFront is shared by two entries; no CloudFront and no telemetry host of the region is published. */
const canada = of(
	'ca-central-1',
	{ connect: { alias: 'acme', region: 'ca-central-1', domain: 'awsapps.com', signIn: 'non-saml' } },
	{
		'connect.transport': ['x7.transport.connect.ca-central-1.amazonaws.com'],
		'connect.cloudfront': ['d1canada.cloudfront.net'],
		'connect.sign-in.non-saml': [
			'acme.apps.signin.aws',
			'ca.signin.aws',
			't1.threat-mitigation.aws.amazon.com',
			'b1.s3.dualstack.us-east-1.amazonaws.com',
			'b2.s3.dualstack.us-west-2.amazonaws.com',
			'b3.s3.dualstack.ca-central-1.amazonaws.com',
		],
	},
);

const government = of(
	'us-gov-west-1',
	{ connect: { alias: 'acme', region: 'us-gov-west-1', signIn: 'non-saml' } },
	{
		'connect.transport': ['x7.transport.connect.us-gov-west-1.amazonaws.com'],
		'connect.cloudfront': ['d1gov.cloudfront.net'],
		'connect.sign-in.non-saml': ['acme.apps.signin.aws-us-gov.com', 'gov.signin-fips.amazonaws-us-gov.com'],
	},
);

/**
 * The instance's host is under another entry's wildcard too: neither is ever missing alone. Nothing is learned, and the
 * gateway is a host that nobody gave the extension permission for: both are untested.
 */
const overlap = of(
	'ca-central-1, one domain',
	{
		connect: { alias: 'acme', region: 'ca-central-1', mediaLess: true },
		ingenius: { region: 'ca-central-1', gateway: 'https://gateway.acme.example/' },
	},
	{},
	'allowlist',
);

/** The three that cover every entry, then one whose allowlist covers a host twice. */
export const PROFILES: readonly MatrixProfile[] = [virginia, canada, government, overlap];

import { HTTPS } from '../ports.ts';
import type { CatalogEntry } from '../types.ts';

/** Sign-in: with and without SAML. */
export const signInEntries: readonly CatalogEntry[] = [
	{
		id: 'connect.cloudfront.non-saml',
		product: 'amazon-connect',
		status: 'required',
		label: 'Static files for sign-in (CloudFront)',
		group: 'sign-in',
		breaks: 'sign-in',
		when: { signIn: 'non-saml' },
		patterns: ['*.cloudfront.net'],
		ports: [HTTPS],
		probe: [],
		neverRedirects: true,
		regional: {
			mode: 'narrows',
			hosts: {
				'us-east-1': ['d32i4gd7pg4909.cloudfront.net'],
				'us-west-2': ['d18af777lco7lp.cloudfront.net'],
				'eu-west-2': ['d16q6638mh01s7.cloudfront.net'],
				'ap-northeast-1': ['d2c2t8mxjhq5z1.cloudfront.net'],
				'ap-northeast-2': ['d9j3u8qaxidxi.cloudfront.net'],
				'ap-southeast-1': ['d3qzmd7y07pz0i.cloudfront.net'],
				'ap-southeast-2': ['dwcpoxuuza83q.cloudfront.net'],
				'eu-central-1': ['d1whcm49570jjw.cloudfront.net'],
				'ca-central-1': ['d2wfbsypmqjmog.cloudfront.net'],
			},
		},
		gov: {
			mode: 'replaces',
			hosts: {
				'us-gov-east-1': ['s3-us-gov-east-1.amazonaws.com/warp-drive-console-static-content-prod-osu/'],
				'us-gov-west-1': ['s3-us-gov-west-1.amazonaws.com/warp-drive-console-static-content-prod-pdt/'],
			},
		},
		source: ['guide'],
	},
	{
		id: 'connect.sign-in.saml',
		product: 'amazon-connect',
		status: 'required',
		label: 'Sign-in (SAML)',
		group: 'sign-in',
		breaks: 'sign-in',
		when: { signIn: 'saml' },
		patterns: ['{region}.signin.aws.amazon.com', '{region}.console.aws.amazon.com'],
		ports: [HTTPS],
		probe: ['https://{region}.signin.aws.amazon.com/', 'https://{region}.console.aws.amazon.com/'],
		regional: {
			mode: 'replaces',
			hosts: {
				'us-east-1': ['signin.aws.amazon.com', 'us-east-1.console.aws.amazon.com'],
				'us-gov-west-1': ['us-gov-west-1.signin.amazonaws-us-gov.com', 'us-gov-west-1.console.amazonaws-us-gov.com'],
			},
			notProbed: ['us-gov-west-1'],
		},
		note: 'the console host is inferred from the documented relay state; the GovCloud pair is unconfirmed: listed, not probed.',
		source: ['ga', 'domain2026'],
	},
	{
		id: 'connect.sign-in.non-saml',
		product: 'amazon-connect',
		status: 'required',
		label: 'Sign-in (2026)',
		group: 'sign-in',
		breaks: 'sign-in',
		when: { signIn: 'non-saml' },
		patterns: [
			'*.apps.signin.aws',
			'*.signin.aws',
			'*.threat-mitigation.aws.amazon.com',
			'*.s3.dualstack.us-east-1.amazonaws.com',
			'*.s3.dualstack.us-west-2.amazonaws.com',
			'*.s3.dualstack.{region}.amazonaws.com',
		],
		ports: [HTTPS],
		probe: [],
		gov: {
			mode: 'adds',
			hosts: {
				'us-gov-west-1': [
					'*.signin-fips.amazonaws-us-gov.com',
					'*.apps.signin-fips.aws-us-gov.com',
					'*.apps.signin.aws-us-gov.com',
				],
			},
		},
		source: ['signin2026'],
	},
];

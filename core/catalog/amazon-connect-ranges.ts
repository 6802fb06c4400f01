import type { IpRanges } from './ip-ranges.ts';

const ipv4: readonly (readonly [cidr: string, region: string])[] = [
	['15.193.3.0/24', 'ap-southeast-2'],
	['15.193.11.0/24', 'ap-northeast-3'],
	['15.193.2.0/24', 'ap-southeast-1'],
	['15.193.7.0/24', 'us-west-2'],
	['15.193.5.0/24', 'eu-west-2'],
	['15.193.6.0/24', 'us-east-1'],
	['15.193.9.0/24', 'ap-northeast-2'],
	['15.193.4.0/24', 'eu-central-1'],
	['15.193.0.0/24', 'ap-south-1'],
	['15.193.1.0/24', 'ap-northeast-1'],
	['15.193.10.0/24', 'af-south-1'],
	['15.193.8.0/24', 'ca-central-1'],
	['15.193.0.0/19', 'GLOBAL'],
	['18.182.96.64/26', 'ap-northeast-1'],
	['13.210.2.192/26', 'ap-southeast-2'],
	['13.236.8.0/25', 'ap-southeast-2'],
	['18.184.2.128/25', 'eu-central-1'],
	['35.158.127.64/26', 'eu-central-1'],
	['52.55.191.224/27', 'us-east-1'],
	['18.236.61.0/25', 'us-west-2'],
	['54.190.198.32/28', 'us-west-2'],
];

const ipv6: readonly (readonly [cidr: string, region: string])[] = [
	['2600:f0f2:7104::/48', 'ca-central-1'],
	['2600:f0f2:7103::/48', 'eu-central-1'],
	['2600:f0f2:7102::/48', 'eu-west-2'],
	['2600:f0f2:7101::/48', 'us-east-1'],
	['2600:f0f2:7140::/48', 'us-gov-west-1'],
	['2600:f0f2:7109::/48', 'ap-south-1'],
	['2600:f0f2:7106::/48', 'ap-northeast-2'],
	['2600:f0f2:7100::/48', 'us-west-2'],
	['2600:f0f2:7105::/48', 'ap-southeast-2'],
	['2600:f0f2:7148::/48', 'us-west-2'],
	['2600:f0f2:710b::/48', 'af-south-1'],
	['2600:f0f2:7107::/48', 'ap-southeast-1'],
	['2600:f0f2:710a::/48', 'ap-northeast-3'],
	['2600:f0f2:7108::/48', 'ap-northeast-1'],
	['2600:f0f2:7100::/40', 'GLOBAL'],
];

/**
 * The ranges of Amazon Connect as published on 2026-08-22 in ip-ranges.json, unchanged since 2025-07-24: what is known
 * before that file can be fetched.
 */
export const AMAZON_CONNECT_SNAPSHOT: IpRanges = {
	createDate: '2026-08-22-15-17-05',
	prefixes: [...ipv4, ...ipv6].map(([cidr, region]) => ({ cidr, region, service: 'AMAZON_CONNECT' })),
};

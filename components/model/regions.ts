/** Names as the AWS console shows them: docs.aws.amazon.com/general/latest/gr/rande.html */
const REGION_NAMES: Readonly<Record<string, string>> = {
	'us-east-1': 'US East (N. Virginia)',
	'us-west-2': 'US West (Oregon)',
	'af-south-1': 'Africa (Cape Town)',
	'ap-northeast-1': 'Asia Pacific (Tokyo)',
	'ap-northeast-2': 'Asia Pacific (Seoul)',
	'ap-northeast-3': 'Asia Pacific (Osaka)',
	'ap-south-1': 'Asia Pacific (Mumbai)',
	'ap-southeast-1': 'Asia Pacific (Singapore)',
	'ap-southeast-2': 'Asia Pacific (Sydney)',
	'ca-central-1': 'Canada (Central)',
	'eu-central-1': 'Europe (Frankfurt)',
	'eu-west-1': 'Europe (Ireland)',
	'eu-west-2': 'Europe (London)',
	'us-gov-west-1': 'AWS GovCloud (US-West)',
};

export interface Choice {
	readonly value: string;
	readonly label: string;
}

export function regionChoices(regions: readonly string[]): readonly Choice[] {
	return regions.map((value) => ({ value, label: `${REGION_NAMES[value] ?? value} · ${value}` }));
}

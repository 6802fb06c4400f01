import * as v from 'valibot';

/** Where Amazon Connect runs; `us-gov-east-1` is in the guide's table, but Connect does not run there. */
export const CONNECT_REGIONS = [
	'us-east-1',
	'us-west-2',
	'af-south-1',
	'ap-northeast-1',
	'ap-northeast-2',
	'ap-northeast-3',
	'ap-south-1',
	'ap-southeast-1',
	'ap-southeast-2',
	'ca-central-1',
	'eu-central-1',
	'eu-west-2',
	'us-gov-west-1',
] as const;

export const INGENIUS_REGIONS = ['ca-central-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2'] as const;

const connectRegion = v.pipe(
	v.string(),
	v.check(
		(region) => region !== 'us-gov-east-1',
		'us-gov-east-1 appears in the guide, but Amazon Connect does not run there',
	),
	v.picklist(CONNECT_REGIONS, (issue) => `unknown region ${issue.received}; known: ${CONNECT_REGIONS.join(', ')}`),
);

/** One DNS label: an instance alias, an InGenius sign-in prefix. */
const label = v.pipe(
	v.string(),
	v.regex(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/i, 'letters, digits and hyphens only'),
	v.toLowerCase(),
);
/** S3 bucket naming rules: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucket = v.pipe(
	v.string(),
	v.regex(/^(?!.*\.\.)(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'not a bucket name'),
);
const uuid = v.pipe(v.string(), v.uuid('not an instance id'));
const gatewayUrl = v.pipe(v.string(), v.url('not a URL'), v.startsWith('https://', 'must be an https URL'));
const neutralUrl = v.pipe(
	v.string(),
	v.url('not a URL'),
	v.startsWith('http://', 'must be a plain http URL: a captive portal cannot answer https in its place'),
);

const connect = v.pipe(
	v.strictObject({
		alias: label,
		region: connectRegion,
		domain: v.optional(v.picklist(['my.connect.aws', 'awsapps.com', 'govcloud.connect.aws'])),
		signIn: v.optional(v.picklist(['saml', 'non-saml']), 'saml'),
		ccp: v.optional(v.picklist(['v1', 'v2', 'both']), 'v2'),
		mediaLess: v.optional(v.boolean(), false),
		bucket: v.optional(bucket),
		globalResiliency: v.optional(v.strictObject({ instanceId: uuid, sourceRegion: connectRegion })),
		scheduling: v.optional(v.boolean(), false),
		video: v.optional(v.boolean(), false),
	}),
	v.transform((c) => ({
		...c,
		domain:
			c.domain ?? (c.region === 'us-gov-west-1' ? ('govcloud.connect.aws' as const) : ('my.connect.aws' as const)),
	})),
	v.forward(
		v.check(
			(c) => (c.region === 'us-gov-west-1') === (c.domain === 'govcloud.connect.aws'),
			'us-gov-west-1 and govcloud.connect.aws go together, and with nothing else',
		),
		['domain'],
	),
);

const ingenius = v.strictObject({
	region: v.picklist(
		INGENIUS_REGIONS,
		(issue) => `unknown InGenius region ${issue.received}; known: ${INGENIUS_REGIONS.join(', ')}`,
	),
	authPrefix: v.optional(label, 'ingenius'),
	gateway: v.optional(gatewayUrl),
});

/** What tells the network itself apart: an address that answers 204 to anybody who gets through to it. */
const network = v.strictObject({ neutralUrl: v.optional(neutralUrl) });

/** What this agent uses. From managed policy, else the user's options, else learned from the pages. */
export const ProfileSchema = v.strictObject({
	connect: v.optional(connect),
	ingenius: v.optional(ingenius),
	network: v.optional(network),
});
export type Profile = v.InferOutput<typeof ProfileSchema>;
export type ProfileInput = v.InferInput<typeof ProfileSchema>;

import * as v from 'valibot';
import { type Profile, ProfileSchema } from '../core/profile.ts';
import { ALLOWLIST_FORMATS, type AllowlistFormat } from '../core/remedy/allowlist-formats.ts';
import { readFlags, UsageError } from './command.ts';

export const HELP = `npm run -s allowlist -- --region R --alias A [options]
  --domain D            my.connect.aws, awsapps.com or govcloud.connect.aws
  --sign-in S           saml (default) or non-saml
  --ccp V               v1, v2 (default) or both
  --media-less          a CCP without a softphone
  --bucket B            S3 bucket of attachments
  --global-resiliency --instance-id I --source-region R
  --scheduling          uploads of Amazon Connect scheduling
  --video               in-app, web and video calling
  --ingenius-region R [--auth-prefix P] [--gateway URL]
  --by domain|ip        host names (default) or IP ranges
  --ip-ranges FILE      a copy of ip-ranges.json, with --by ip
  --explicit            the published hosts in place of a wildcard
  --format json|csv|text
`;

export interface AllowlistOptions {
	readonly profile: Profile;
	readonly by: 'domain' | 'ip';
	readonly ipRanges: string | undefined;
	readonly explicit: boolean;
	readonly format: AllowlistFormat;
}

const FLAGS = {
	region: { type: 'string' },
	alias: { type: 'string' },
	domain: { type: 'string' },
	'sign-in': { type: 'string' },
	ccp: { type: 'string' },
	'media-less': { type: 'boolean' },
	bucket: { type: 'string' },
	'global-resiliency': { type: 'boolean' },
	'instance-id': { type: 'string' },
	'source-region': { type: 'string' },
	scheduling: { type: 'boolean' },
	video: { type: 'boolean' },
	'ingenius-region': { type: 'string' },
	'auth-prefix': { type: 'string' },
	gateway: { type: 'string' },
	by: { type: 'string', default: 'domain' },
	'ip-ranges': { type: 'string' },
	explicit: { type: 'boolean', default: false },
	format: { type: 'string', default: 'text' },
	help: { type: 'boolean', default: false },
} as const;

type Flags = ReturnType<typeof readFlags<typeof FLAGS>>;

/** A flag that means nothing without another one. */
function requireWith(flags: Flags, needed: keyof Flags, given: readonly (keyof Flags)[]): void {
	const [alone] = given.filter((name) => flags[name] !== undefined);
	if (alone !== undefined && flags[needed] === undefined) throw new UsageError(`--${alone} needs --${needed}`);
}

function requirePairs(flags: Flags): void {
	requireWith(flags, 'global-resiliency', ['instance-id', 'source-region']);
	requireWith(flags, 'instance-id', ['global-resiliency']);
	requireWith(flags, 'source-region', ['global-resiliency']);
	requireWith(flags, 'ingenius-region', ['auth-prefix', 'gateway']);
	if (flags['ip-ranges'] !== undefined && flags.by !== 'ip') throw new UsageError('--ip-ranges needs --by ip');
	if (flags.region === undefined) throw new UsageError('--region is missing');
	if (flags.alias === undefined) throw new UsageError('--alias is missing');
}

/** Which flag a field of the profile comes from. */
const FLAG_OF: Readonly<Record<string, keyof Flags>> = {
	'connect.region': 'region',
	'connect.alias': 'alias',
	'connect.domain': 'domain',
	'connect.signIn': 'sign-in',
	'connect.ccp': 'ccp',
	'connect.bucket': 'bucket',
	'connect.globalResiliency.instanceId': 'instance-id',
	'connect.globalResiliency.sourceRegion': 'source-region',
	'ingenius.region': 'ingenius-region',
	'ingenius.authPrefix': 'auth-prefix',
	'ingenius.gateway': 'gateway',
};

function inputOf(flags: Flags): unknown {
	const instance = { instanceId: flags['instance-id'], sourceRegion: flags['source-region'] };
	const connect = {
		region: flags.region,
		alias: flags.alias,
		domain: flags.domain,
		signIn: flags['sign-in'],
		ccp: flags.ccp,
		mediaLess: flags['media-less'],
		bucket: flags.bucket,
		globalResiliency: flags['global-resiliency'] ? instance : undefined,
		scheduling: flags.scheduling,
		video: flags.video,
	};
	const region = flags['ingenius-region'];
	const ingenius = { region, authPrefix: flags['auth-prefix'], gateway: flags.gateway };
	return withoutUndefined({ connect, ingenius: region === undefined ? undefined : ingenius });
}

/** A flag that was not typed is a field that is not there. */
function withoutUndefined(value: object): object {
	const given = Object.entries(value).filter(([, field]) => field !== undefined);
	return Object.fromEntries(
		given.map(([name, field]) => [name, typeof field === 'object' ? withoutUndefined(field) : field]),
	);
}

function profileOf(flags: Flags): Profile {
	const parsed = v.safeParse(ProfileSchema, inputOf(flags));
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const path = v.getDotPath(issue) ?? '';
	throw new UsageError(`--${FLAG_OF[path] ?? path}: ${issue.message}`);
}

const ByFlag = v.picklist(['domain', 'ip'], '--by takes domain or ip');
const FormatFlag = v.picklist(ALLOWLIST_FORMATS, '--format takes json, csv or text');

function choice<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
	const parsed = v.safeParse(schema, value);
	if (!parsed.success) throw new UsageError(parsed.issues[0].message);
	return parsed.output;
}

/** Reads the command line; undefined: help was asked for. Throws `UsageError`. */
export function readOptions(args?: string[]): AllowlistOptions | undefined {
	const flags = readFlags(FLAGS, args);
	if (flags.help) return undefined;
	requirePairs(flags);
	const by = choice(ByFlag, flags.by);
	const format = choice(FormatFlag, flags.format);
	return { profile: profileOf(flags), by, format, ipRanges: flags['ip-ranges'], explicit: flags.explicit };
}

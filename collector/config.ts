import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { HOME } from './auth/tokens.ts';
import { isServer } from './store/connect.ts';

const port = v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(65_535));
const days = v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(3650));
const list = v.pipe(
	v.string(),
	v.transform((text) =>
		text
			.split(',')
			.map((item) => item.trim())
			.filter((item) => item !== ''),
	),
);
const identifier = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'letters, digits and _ only'));

/** `TOKEN`, or `SITE=TOKEN`; a token may end with `=` as base64 does. */
const ingestToken = v.pipe(
	v.string(),
	v.transform((text) => {
		const [, site = '', secret = text] = /^([^=]+)=([^=].*)$/.exec(text) ?? [];
		return { site, secret };
	}),
	v.check(({ site }) => site !== HOME, 'home workers are no site of a token'),
	v.check(({ secret }) => secret.length >= 32, 'a token has at least 32 characters'),
);

/** `KIND=URL`: where alerts go. */
const webhook = v.pipe(
	v.string(),
	v.check(
		(text) => URL.canParse(/^(?:json|slack|teams)=(https?:\/\/\S+)$/.exec(text)?.[1] ?? ''),
		'write json=URL, slack=URL or teams=URL',
	),
	v.transform((text) => ({
		kind: text.slice(0, text.indexOf('=')) as 'json' | 'slack' | 'teams',
		url: text.slice(text.indexOf('=') + 1),
	})),
);
export type Webhook = v.InferOutput<typeof webhook>;

/** `C:\\` is a folder, of one letter. */
const isFolderOrServer = (text: string): boolean =>
	isServer(text) ? URL.canParse(text) : !/^[a-z][a-z0-9+.-]+:/i.test(text);

/** The environment that the collector reads; docs/collector.md explains each. */
const Environment = v.object({
	PORT: v.optional(port, '4318'),
	LINECHECK_HOST: v.optional(v.string()),
	LINECHECK_STORE: v.optional(
		v.pipe(
			v.string(),
			v.nonEmpty('is empty'),
			v.check(isFolderOrServer, 'a folder, or the http(s) URL of a ClickHouse server'),
		),
		fileURLToPath(new URL('data', import.meta.url)),
	),
	LINECHECK_CLUSTER: v.optional(identifier),
	LINECHECK_RETENTION_DAYS: v.optional(days, '90'),
	LINECHECK_INGEST_TOKEN: v.optional(
		v.pipe(
			list,
			v.array(ingestToken),
			v.check((all) => new Set(all.map(({ secret }) => secret)).size === all.length, 'one token for two sites'),
		),
		'',
	),
	LINECHECK_SUPERVISOR_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12, 'at least 12 characters'))),
	LINECHECK_TLS_CERT: v.optional(v.string()),
	LINECHECK_TLS_KEY: v.optional(v.string()),
	LINECHECK_TRUSTED_HEADER: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]+$/, 'the name of a header'))),
	LINECHECK_TRUSTED_PROXIES: v.optional(v.pipe(list, v.array(v.pipe(v.string(), v.ip('addresses, not networks')))), ''),
	LINECHECK_WEBHOOKS: v.optional(v.pipe(list, v.array(webhook)), ''),
	LINECHECK_PUBLIC_URL: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http(s) URL'))),
	LINECHECK_LOG_LEVEL: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
});

export interface Config {
	readonly port: number;
	readonly host: string;
	/** A folder for the embedded engine, or the URL of a ClickHouse server. */
	readonly store: string;
	readonly cluster?: string | undefined;
	readonly retentionDays: number;
	readonly ingestTokens: readonly v.InferOutput<typeof ingestToken>[];
	readonly password?: string | undefined;
	readonly tls?: { readonly cert: string; readonly key: string } | undefined;
	readonly trusted?: { readonly header: string; readonly proxies: readonly string[] } | undefined;
	readonly webhooks: readonly Webhook[];
	readonly publicUrl?: string | undefined;
	readonly logLevel: string;
}

/** @throws Error that names each variable with a bad value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
	const parsed = v.safeParse(Environment, environment);
	if (!parsed.success) {
		throw new Error(parsed.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('\n'));
	}
	const env = parsed.output;
	const tls = both(env.LINECHECK_TLS_CERT, env.LINECHECK_TLS_KEY, 'LINECHECK_TLS_CERT and LINECHECK_TLS_KEY');
	return {
		port: env.PORT,
		// in clear only on this machine, unless told otherwise
		host: env.LINECHECK_HOST ?? (tls ? '::' : '127.0.0.1'),
		store: env.LINECHECK_STORE,
		cluster: env.LINECHECK_CLUSTER,
		retentionDays: env.LINECHECK_RETENTION_DAYS,
		ingestTokens: env.LINECHECK_INGEST_TOKEN,
		password: env.LINECHECK_SUPERVISOR_PASSWORD,
		tls: tls && { cert: tls[0], key: tls[1] },
		trusted: trustedOf(env.LINECHECK_TRUSTED_HEADER, env.LINECHECK_TRUSTED_PROXIES),
		webhooks: env.LINECHECK_WEBHOOKS,
		publicUrl: env.LINECHECK_PUBLIC_URL,
		logLevel: env.LINECHECK_LOG_LEVEL,
	};
}

function trustedOf(header: string | undefined, proxies: readonly string[]): Config['trusted'] {
	if (header === undefined) return undefined;
	if (proxies.length === 0) throw new Error('LINECHECK_TRUSTED_HEADER needs LINECHECK_TRUSTED_PROXIES');
	return { header, proxies };
}

function both(a: string | undefined, b: string | undefined, names: string): readonly [string, string] | undefined {
	if (a === undefined && b === undefined) return undefined;
	if (a === undefined || b === undefined) throw new Error(`${names} go together`);
	return [a, b];
}

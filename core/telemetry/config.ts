import * as v from 'valibot';
import { TELEMETRY_GROUPS, type TelemetryGroup } from './groups.ts';

/** Scheduled runs are at least so far apart, minutes: each one tries every entry. */
export const MIN_INTERVAL_MINUTES = 5;
const MAX_INTERVAL_MINUTES = 1440;
/** Where OTLP/HTTP takes logs, below the endpoint: opentelemetry.io/docs/specs/otlp/#otlphttp-request */
const LOGS_PATH = '/v1/logs';

/** The origin with a base path, in one form however it was written: people paste the whole address. */
const endpoint = v.pipe(
	v.string(),
	v.trim(),
	v.url('not a URL'),
	v.transform((text) => new URL(text)),
	v.check(isSafe, 'must be https (http only on this computer itself)'),
	v.check(({ username, password }) => username === '' && password === '', 'must not carry a user name or password'),
	v.check(({ search, hash }) => search === '' && hash === '', 'must end with its path: no ? and no #'),
	v.transform(({ origin, pathname }) => `${origin}${pathname.replace(/\/+$/, '').replace(/\/v1\/logs$/, '')}`),
);

/** The token would cross the network in clear: http only where it crosses none. */
function isSafe({ protocol, hostname }: URL): boolean {
	if (protocol === 'https:') return true;
	return protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** What an HTTP header carries: visible ASCII without spaces (RFC 6750, `b64token`, is narrower). */
const token = v.pipe(
	v.string(),
	v.trim(),
	v.regex(/^[\x21-\x7e]{1,4096}$/, 'not a token: letters, digits and signs only'),
);
const name = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'), v.maxLength(200, 'longer than 200 characters'));
const interval = v.pipe(
	v.number(),
	v.integer('must be whole minutes'),
	v.check(
		(minutes) => minutes === 0 || (minutes >= MIN_INTERVAL_MINUTES && minutes <= MAX_INTERVAL_MINUTES),
		`must be 0 (none), or from ${MIN_INTERVAL_MINUTES} to ${MAX_INTERVAL_MINUTES} minutes`,
	),
);

/** Where events go, and what may be sent. From policy, else the user's options. No endpoint: nothing is sent. */
export const TelemetrySchema = v.strictObject({
	endpoint: v.optional(endpoint),
	token: v.optional(token),
	browser: v.optional(v.boolean(), true),
	network: v.optional(v.boolean(), true),
	rules: v.optional(v.boolean(), true),
	incidents: v.optional(v.boolean(), true),
	calls: v.optional(v.boolean(), true),
	/** Names are sent only when this is on and a name is given; policy alone sets either. */
	names: v.optional(v.boolean(), false),
	agentName: v.optional(name),
	site: v.optional(name),
	/** Minutes between scheduled runs; 0: none. */
	intervalMinutes: v.optional(interval, 0),
});
export type Telemetry = v.InferOutput<typeof TelemetrySchema>;
export type TelemetryInput = v.InferInput<typeof TelemetrySchema>;

/** Groups of attributes that these settings let through. */
export function groupsOf(telemetry: Telemetry): TelemetryGroup[] {
	return TELEMETRY_GROUPS.filter((group) => {
		if (group === 'basic') return true;
		return group === 'name' ? telemetry.names && telemetry.agentName !== undefined : telemetry[group];
	});
}

/** Where events are posted; undefined: telemetry is off. */
export function logsUrl({ endpoint: base }: Pick<Telemetry, 'endpoint'>): string | undefined {
	return base === undefined ? undefined : `${base}${LOGS_PATH}`;
}

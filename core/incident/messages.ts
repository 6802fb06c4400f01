import * as v from 'valibot';
import { once } from '../once.ts';
import { parseProbeUrl } from '../plan/url.ts';
import { type AgentUpdate, agentUpdateSchema, readAgent } from './agent.ts';
import { kindOfReason, SOFTPHONE_ERRORS } from './failures.ts';
import type { IncidentKind } from './kinds.ts';
import { type CallReport, readSessionReport, sessionReportSchema } from './report-schema.ts';
import { turnUrlsIn } from './turn-urls.ts';
import type { CallPhase, Hint } from './types.ts';

/** What one message of the CCP's channel says; the rest of it is gone. */
export type Heard =
	| { readonly what: 'hint'; readonly hint: Hint }
	| { readonly what: 'report'; readonly call: CallReport }
	| { readonly what: 'agent'; readonly agent: AgentUpdate }
	| { readonly what: 'phase'; readonly phase: CallPhase }
	| { readonly what: 'acknowledge' };

const hint = (kind: IncidentKind, urls: readonly string[] = []): Heard => ({
	what: 'hint',
	hint: { source: 'streams', kind, ...(urls.length > 0 && { urls: [...urls] }) },
});

/** A schema's reader: undefined for data of another shape. */
function reader<T>(
	schema: v.GenericSchema<unknown, T>,
	read: (data: T) => Heard | undefined,
): (data: unknown) => Heard | undefined {
	return (data) => {
		const parsed = v.safeParse(schema, data);
		return parsed.success ? read(parsed.output) : undefined;
	};
}

const always = (kind: IncidentKind) => () => hint(kind);

/** Scheme, host and port of a signalling address: its path and query carry the call's tokens. */
function socketsIn(text: string): string[] {
	const parsed = parseProbeUrl(text.trim());
	return parsed?.kind === 'websocket' ? [`wss://${parsed.host}:${parsed.port}/`] : [];
}

const PHASES: ReadonlyMap<string, CallPhase> = new Map([
	['Softphone Connecting', 'connecting'],
	['Softphone Session Connected', 'connected'],
	['Softphone Session Completed', 'idle'],
]);

/** Readers by event. Made at the first message: a page without a CCP pays for none. */
const readers = once((): ReadonlyMap<string, (data: unknown) => Heard | undefined> => {
	const word = v.pipe(v.string(), v.maxLength(100));
	/** Ten TURN URLs of 300 characters. */
	const sentence = v.pipe(v.string(), v.maxLength(4000));
	const metric = v.object({ name: word, data: v.optional(v.unknown()) });
	const metricData = v.object({
		failedReason: v.optional(v.nullable(word)),
		connectivityCheckType: v.optional(word),
		status: v.optional(v.nullable(word)),
	});
	return new Map([
		[
			'agent::softphone_error',
			reader(v.object({ errorType: word, endPointUrl: v.optional(v.nullable(sentence)) }), softphoneError),
		],
		[
			'client_metric',
			reader(metric, ({ name, data }) => {
				const parsed = v.safeParse(metricData, data ?? {});
				return clientMetric(name, parsed.success ? parsed.output : {});
			}),
		],
		[
			'softphone_report',
			reader(v.object({ report: sessionReportSchema() }), ({ report }) => ({
				what: 'report',
				call: readSessionReport(report),
			})),
		],
		['agent::update', reader(agentUpdateSchema(), (update) => ({ what: 'agent', agent: readAgent(update) }))],
		['agent::websocket_connection_lost', always('web-socket-lost')],
		['webSocket::connection_lost', always('web-socket-lost')],
		['webSocket::init_failure', always('web-socket-lost')],
		['api_metric', reader(v.object({ error: v.unknown() }), ({ error }) => (error ? hint('api') : undefined))],
		['auth_fail', always('sign-in')],
		['access_denied', always('sign-in')],
		['cti_authorize_retries_exhausted', always('sign-in')],
		['acknowledge', () => ({ what: 'acknowledge' })],
	]);
});

interface SoftphoneError {
	readonly errorType: string;
	readonly endPointUrl?: string | null | undefined;
}

function softphoneError({ errorType, endPointUrl }: SoftphoneError): Heard | undefined {
	const kind = Object.hasOwn(SOFTPHONE_ERRORS, errorType) ? SOFTPHONE_ERRORS[errorType] : undefined;
	const text = endPointUrl ?? '';
	return kind && hint(kind, [...turnUrlsIn(text), ...socketsIn(text)]);
}

interface MetricData {
	readonly failedReason?: string | null | undefined;
	readonly connectivityCheckType?: string | undefined;
	readonly status?: string | null | undefined;
}

function clientMetric(name: string, { failedReason, connectivityCheckType, status }: MetricData): Heard | undefined {
	const denied = connectivityCheckType === 'MicrophonePermission' && status === 'denied';
	if (name === 'Softphone Session Failed') return hint(kindOfReason(failedReason ?? undefined));
	if (name === 'ConnectivityCheckResult') return denied ? hint('microphone') : undefined;
	const phase = PHASES.get(name);
	return phase && { what: 'phase', phase };
}

/**
 * Reads one message of the CCP's channel (`{event, data}`); undefined for everything that is not one, whatever a page
 * sent. Reads named fields only, each bounded, and never throws.
 */
export function readMessage(message: unknown): Heard | undefined {
	if (typeof message !== 'object' || message === null || !Object.hasOwn(message, 'event')) return undefined;
	const { event, data } = message as { event: unknown; data?: unknown };
	return typeof event === 'string' ? readers().get(event)?.(data) : undefined;
}

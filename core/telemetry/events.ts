import { ENTRY_IDS, type EntryId, type Verdict } from '../ids.ts';
import type { Headline, Report } from '../report/types.ts';
import { networkPrefix, seenNetwork } from './address.ts';
import type { EventName } from './attributes.ts';
import { clockSkewOf, correction } from './clock.ts';
import { isNews } from './news.ts';
import type { Attributes, Severity, TelemetryEvent } from './otlp.ts';

/** What every event says of its surroundings. */
export interface EventContext {
	readonly networkId?: string | undefined;
	/** Public address of this browser, as a STUN server saw it. Cut before it is sent. */
	readonly publicAddress?: string | undefined;
	/** Server's clock minus ours, ms, as last heard. */
	readonly clockSkewMs?: number | undefined;
}

export interface RunInput extends EventContext {
	readonly report: Report;
	/** What was told before this report: verdict events are the difference. */
	readonly previous?: Pick<Report, 'verdicts'> | undefined;
	/** With what is known of entries that this run left out. */
	readonly verdicts?: Report['verdicts'] | undefined;
	readonly calls: Headline['calls'];
	/** Is a CCP open in this browser; undefined where that cannot be known. */
	readonly ccpOpen?: boolean | undefined;
	/** Seconds to the next scheduled run; undefined if none is. */
	readonly intervalSeconds?: number | undefined;
}

export interface IncidentInput extends EventContext {
	/** Unique id of the incident: the event's uid. */
	readonly id: string;
	/** ms since the epoch, this machine's clock. */
	readonly at: number;
	readonly kind: string;
	/** Ids of entries, or of another allowlist than the network's. */
	readonly entries: readonly string[];
	/** Failure code, or what the page itself showed to be the reason. */
	readonly cause?: string | undefined;
	readonly runId?: string | undefined;
}

export interface CallInput extends EventContext {
	readonly id: string;
	readonly at: number;
	/** `failed` in set-up, `lost` once connected; `good` also where no network is to blame. */
	readonly outcome: 'good' | 'failed' | 'lost';
	readonly reason?: string | undefined;
	readonly iceMs?: number | undefined;
	readonly signallingMs?: number | undefined;
	readonly handshakeMs?: number | undefined;
}

export interface PresenceInput extends EventContext {
	readonly id: string;
	readonly at: number;
	/** False when the last CCP closes, and as the browser closes; undefined where a page may hold one that was not heard. */
	readonly ccpOpen: boolean | undefined;
}

export interface LossInput extends EventContext {
	readonly id: string;
	readonly at: number;
	readonly count: number;
	readonly reason: 'full' | 'old' | 'refused';
}

const ACCUSING: ReadonlySet<Verdict> = new Set(['blocked', 'tampered', 'degraded']);

/**
 * One run: `linecheck.run` with all verdicts, then a `linecheck.verdict` for each that changed; a first run tells only
 * what is wrong. Uids follow from the run's id, so that a run built twice is one.
 */
export const runEvents = (input: RunInput): TelemetryEvent[] => {
	const context: EventContext = {
		networkId: input.report.networkId,
		publicAddress: input.publicAddress ?? seenNetwork(input.report),
		clockSkewMs: clockSkewOf(input.report) ?? input.clockSkewMs,
	};
	const at = Date.parse(input.report.startedAt);
	const changed = changedEntries(input.report, input.previous);
	return [
		event(
			'linecheck.run',
			{ uid: `${input.report.runId}:run`, at, severity: input.calls === 'no' ? 'WARN' : 'INFO' },
			context,
			runAttributes(input),
		),
		...changed.map((entry) => verdictEvent(entry, input, context, at)),
	];
};

export const incidentEvent = (incident: IncidentInput): TelemetryEvent =>
	event('linecheck.incident', { uid: incident.id, at: incident.at, severity: 'ERROR' }, incident, {
		'linecheck.incident.kind': incident.kind,
		'linecheck.entries': incident.entries,
		'error.type': incident.cause,
		'linecheck.run.id': incident.runId,
	});

export const callEvent = (call: CallInput): TelemetryEvent =>
	event('linecheck.call', { uid: call.id, at: call.at, severity: call.outcome === 'good' ? 'INFO' : 'ERROR' }, call, {
		'linecheck.call.outcome': call.outcome,
		// A good call has none, though its reason may say that nobody is to blame (OpenTelemetry: "error.type").
		'error.type': call.outcome === 'good' ? undefined : call.reason,
		'linecheck.call.ice': call.iceMs,
		'linecheck.call.signalling': call.signallingMs,
		'linecheck.call.handshake': call.handshakeMs,
	});

export const presenceEvent = (presence: PresenceInput): TelemetryEvent =>
	event('linecheck.presence', { uid: presence.id, at: presence.at, severity: 'INFO' }, presence, {
		'linecheck.ccp.open': presence.ccpOpen,
	});

/** Events that the outbox had to drop: the loss itself is reported. */
export const lossEvent = (loss: LossInput): TelemetryEvent =>
	event('linecheck.loss', { uid: loss.id, at: loss.at, severity: 'WARN' }, loss, {
		'linecheck.loss.count': loss.count,
		'linecheck.loss.reason': loss.reason,
	});

const runAttributes = ({ report, verdicts = report.verdicts, calls, ccpOpen, intervalSeconds }: RunInput): Loose => ({
	'linecheck.run.id': report.runId,
	'linecheck.trigger': report.trigger,
	'linecheck.calls': calls,
	'linecheck.verdicts': mapVerdicts(verdicts, 'verdict'),
	'linecheck.causes': mapVerdicts(verdicts, 'cause'),
	'linecheck.run.duration': report.durationMs,
	'linecheck.profile.hash': report.profileHash,
	'linecheck.catalog.version': report.catalogVersion,
	'linecheck.interval': intervalSeconds,
	'linecheck.ccp.open': ccpOpen,
});

const mapVerdicts = (verdicts: Report['verdicts'], field: 'verdict' | 'cause'): Record<string, string> =>
	Object.fromEntries(
		Object.entries(verdicts).flatMap(([entry, verdict]) => {
			const value = verdict?.[field];
			return value === undefined ? [] : [[entry, value]];
		}),
	);

const entryIds = (report: Report): EntryId[] => ENTRY_IDS.filter((entry) => report.verdicts[entry] !== undefined);

const changedEntries = (report: Report, previous: RunInput['previous']): EntryId[] =>
	entryIds(report).filter((entry) => {
		const now = report.verdicts[entry];
		const before = previous?.verdicts[entry];
		if (now === undefined || !isNews(report, entry)) return false;
		return before === undefined
			? ACCUSING.has(now.verdict)
			: before.verdict !== now.verdict || before.cause !== now.cause;
	});

const verdictEvent = (entry: EntryId, input: RunInput, context: EventContext, at: number): TelemetryEvent => {
	const { report, previous } = input;
	const verdict = report.verdicts[entry];
	const rules = report.findings
		.filter((finding) => finding.entries.includes(entry))
		.flatMap((finding) => finding.rules);
	const severity = verdict !== undefined && ACCUSING.has(verdict.verdict) ? 'WARN' : 'INFO';
	return event('linecheck.verdict', { uid: `${report.runId}:verdict:${entry}`, at, severity }, context, {
		'linecheck.run.id': report.runId,
		'linecheck.entry': entry,
		'linecheck.verdict': verdict?.verdict,
		'linecheck.verdict.previous': previous?.verdicts[entry]?.verdict,
		'linecheck.confidence': verdict?.confidence,
		'linecheck.rules': rules.length > 0 ? [...new Set(rules)] : undefined,
		'error.type': verdict?.cause,
	});
};

type Loose = Readonly<Record<string, Attributes[string] | undefined>>;

const event = (
	name: EventName,
	head: { readonly uid: string; readonly at: number; readonly severity: Severity },
	context: EventContext,
	attributes: Loose,
): TelemetryEvent => {
	const skew = correction(context.clockSkewMs);
	const all: Loose = {
		'linecheck.clock.skew': skew,
		'linecheck.network.id': context.networkId,
		'linecheck.network.prefix': networkPrefix(context.publicAddress),
		...attributes,
	};
	return { name, uid: head.uid, at: head.at + (skew ?? 0), severity: head.severity, attributes: defined(all) };
};

/** Without the attributes that have no value. */
const defined = (attributes: Loose): Attributes =>
	Object.fromEntries(
		Object.entries(attributes).filter((pair): pair is [string, Attributes[string]] => pair[1] !== undefined),
	);

import * as v from 'valibot';
import { once } from '../once.ts';
import { REPORT_FAILURES } from './failures.ts';
import type { IncidentKind } from './kinds.ts';

const HOUR_MS = 3_600_000;

/** `softphone_report.report`: what is read of it. */
export const sessionReportSchema = once(() => {
	/** connect-rtc-js reports times in ms and null where a step was not reached. */
	const duration = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(HOUR_MS))));
	/** `true` or 1. */
	const flag = v.optional(v.unknown());
	const count = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))));
	return v.object({
		gumTimeoutFailure: flag,
		gumOtherFailure: flag,
		createOfferFailure: flag,
		setLocalDescriptionFailure: flag,
		iceCollectionFailure: flag,
		signallingConnectionFailure: flag,
		userBusyFailure: flag,
		handshakingFailure: flag,
		invalidRemoteSDPFailure: flag,
		noRemoteIceCandidateFailure: flag,
		setRemoteDescriptionFailure: flag,
		iceCollectionTimeMillis: duration,
		signallingConnectTimeMillis: duration,
		handshakingTimeMillis: duration,
		gumTimeMillis: duration,
		preTalkingTimeMillis: duration,
		iceConnectionsLost: count,
		iceConnectionsFailed: count,
	});
});
type SessionReport = v.InferOutput<ReturnType<typeof sessionReportSchema>>;

/** How one softphone session went. Times of its set-up in ms; a step that was not reached has none. */
export interface CallReport {
	readonly failure?: IncidentKind | undefined;
	readonly setUpMs: Readonly<
		Partial<Record<'ice' | 'signalling' | 'handshake' | 'microphone' | 'preTalking', number | undefined>>
	>;
	/** Times that the media was lost in mid-call. */
	readonly losses: number;
}

export function readSessionReport(report: SessionReport): CallReport {
	const failure = failureOf(report);
	const { iceConnectionsLost: lost, iceConnectionsFailed: failed } = report;
	return {
		...(failure && { failure }),
		setUpMs: setUp(report),
		losses: Math.max(lost ?? 0, failed ?? 0),
	};
}

function failureOf(report: SessionReport): IncidentKind | undefined {
	for (const [name, kind] of Object.entries(REPORT_FAILURES)) {
		const raised = report[name as keyof typeof REPORT_FAILURES];
		if (raised === true || raised === 1) return kind;
	}
	return undefined;
}

function setUp(report: SessionReport): CallReport['setUpMs'] {
	const times = {
		ice: report.iceCollectionTimeMillis,
		signalling: report.signallingConnectTimeMillis,
		handshake: report.handshakingTimeMillis,
		microphone: report.gumTimeMillis,
		preTalking: report.preTalkingTimeMillis,
	};
	return Object.fromEntries(Object.entries(times).filter(([, ms]) => typeof ms === 'number'));
}

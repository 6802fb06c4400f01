import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { ageText } from './age.ts';

const MINUTE_MS = 60_000;

/** How sending stands, in one line. */
export function stateText(telemetry: TelemetryStatus, now: number): string {
	const { status, problem, byUser, nextTryAt } = telemetry;
	if (status === 'off') return problem ? `Nothing is sent: ${problem}.` : 'Nothing is sent.';
	if (byUser) return 'Paused by you. Nothing is sent.';
	if (status === 'ok') return problem ? `Sending, but ${problem}.` : sentText(telemetry, now);
	const what = status === 'paused' ? 'Paused' : 'Waiting';
	const next = nextTryAt === undefined ? '' : ` Next try ${soonText(nextTryAt - now)}.`;
	return `${what}: ${problem ?? 'the endpoint did not take it'}.${next}`;
}

/** What is kept; empty where there is nothing. */
export function queueText({ queued, status }: TelemetryStatus): string {
	if (queued === 0) return '';
	const events = queued === 1 ? '1 event is kept' : `${queued} events are kept`;
	return status === 'ok' ? `${events}, about to be sent.` : `${events} on this computer, for a week at most.`;
}

function sentText({ lastSentAt }: TelemetryStatus, now: number): string {
	return lastSentAt === undefined ? 'On. Nothing has been sent yet.' : `On. Last sent ${ageText(now - lastSentAt)}.`;
}

function soonText(ms: number): string {
	if (ms < MINUTE_MS) return 'within a minute';
	const minutes = Math.round(ms / MINUTE_MS);
	return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}

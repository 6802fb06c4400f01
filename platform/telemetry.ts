import type { Headline, Report } from '../core/report/types.ts';
import { seenNetwork } from '../core/telemetry/address.ts';
import { clockSkewOf } from '../core/telemetry/clock.ts';
import {
	type CallInput,
	callEvent,
	type EventContext,
	type IncidentInput,
	incidentEvent,
	presenceEvent,
	runEvents,
} from '../core/telemetry/events.ts';
import type { TelemetryEvent } from '../core/telemetry/otlp.ts';
import { readDestination } from './outbox/destination.ts';
import { type Outbox, storageProblem } from './outbox/outbox.ts';
import type { OutboxStore } from './outbox/store.ts';
import { knownBefore } from './outbox/told.ts';
import { isOff } from './outbox/where.ts';
import { ccpOpen } from './presence.ts';
import { intervalMinutes } from './schedule.ts';
import { lastReportItem, telemetryStatusItem } from './storage.ts';
import { within } from './within.ts';

/** What becomes telemetry. Each ends when the event is kept on disk, and never rejects: telemetry stops nothing else. */
export interface Telemetry {
	recordRun(report: Report, calls: Headline['calls']): Promise<void>;
	recordIncident(incident: Omit<IncidentInput, keyof EventContext>): Promise<void>;
	recordCall(call: Omit<CallInput, keyof EventContext>): Promise<void>;
	recordPresence(ccpOpen: boolean): Promise<void>;
}

/** A run's end waits no longer for the disk, ms. */
const PATIENCE_MS = 1_000;

export function createTelemetry(outbox: Outbox, store: OutboxStore): Telemetry {
	async function add(make: (context: EventContext) => TelemetryEvent): Promise<void> {
		await outbox.add([make(await lastContext())]);
		void outbox.flush();
	}

	async function addRun(report: Report, calls: Headline['calls']): Promise<void> {
		const destination = await readDestination();
		if (isOff(destination)) return;
		const [{ state }, minutes, open, context] = await Promise.all([
			store.read(),
			intervalMinutes(),
			ccpOpen(),
			lastContext(),
		]);
		const { runId, verdicts } = report;
		const before = knownBefore(state.told, runId, destination.url);
		const events = runEvents({
			report,
			calls,
			ccpOpen: open,
			clockSkewMs: context.clockSkewMs,
			...(before && { previous: { verdicts: before } }),
			...(minutes > 0 && { intervalSeconds: minutes * 60 }),
		});
		const told = { runId, destination: destination.url, verdicts, before };
		await outbox.add(events, (current) => ({ ...current, told }));
		void outbox.flush();
	}

	return {
		recordRun: (report, calls) => patiently(addRun(report, calls)),
		recordIncident: (incident) => patiently(add((context) => incidentEvent({ ...context, ...incident }))),
		recordCall: (call) => patiently(add((context) => callEvent({ ...context, ...call }))),
		recordPresence: (open) =>
			patiently(
				add((context) => presenceEvent({ ...context, id: crypto.randomUUID(), at: Date.now(), ccpOpen: open })),
			),
	};
}

/** Network and clock as the last run saw them. */
async function lastContext(): Promise<EventContext> {
	const report = await lastReportItem.getValue();
	if (!report) return {};
	return { networkId: report.networkId, publicAddress: seenNetwork(report), clockSkewMs: clockSkewOf(report) };
}

async function patiently(work: Promise<void>): Promise<void> {
	const shown = work.catch(showFailure);
	await within(shown, PATIENCE_MS, undefined);
}

async function showFailure(error: unknown): Promise<void> {
	const status = await telemetryStatusItem.getValue();
	await telemetryStatusItem.setValue({ ...status, problem: storageProblem(error) });
}

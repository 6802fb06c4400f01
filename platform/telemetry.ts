import type { Report } from '../core/report/types.ts';
import { seenNetwork } from '../core/telemetry/address.ts';
import { clockSkewOf } from '../core/telemetry/clock.ts';
import { type EventContext, presenceEvent, runEvents } from '../core/telemetry/events.ts';
import { lastNews, withLeftOut } from '../core/telemetry/news.ts';
import type { TelemetryEvent } from '../core/telemetry/otlp.ts';
import { readDestination } from './outbox/destination.ts';
import { createFarewell } from './outbox/farewell.ts';
import { type Outbox, storageProblem } from './outbox/outbox.ts';
import type { OutboxState, OutboxStore } from './outbox/store.ts';
import { isSamePlace, knownBefore } from './outbox/told.ts';
import { isOff } from './outbox/where.ts';
import { ccpOpen } from './presence.ts';
import type { Judge } from './publisher.ts';
import { intervalMinutes } from './schedule.ts';
import { lastReportItem, telemetryStatusItem } from './storage.ts';
import { tellUntold } from './untold.ts';
import { within } from './within.ts';

/** What becomes telemetry. Each ends when the event is kept on disk, and never rejects: telemetry stops nothing else. */
export interface Telemetry {
	recordRun(report: Report, judge: Judge): Promise<void>;
	/** The calls and incidents that are kept and not yet told. */
	recordHeard(): Promise<void>;
	/** `leaving`: the browser may end any moment, so that this is sent before it is kept. */
	recordPresence(ccpOpen: boolean | undefined, leaving?: boolean): Promise<void>;
	/** A browser that ended without a word left a CCP open that is not: tells so. */
	correctPresence(): Promise<void>;
	/** Settings may have changed, or the worker has just started. */
	prepare(): Promise<void>;
}

type Change = (state: OutboxState) => OutboxState;

/** A run's end waits no longer for the disk, ms. */
const PATIENCE_MS = 1_000;

export function createTelemetry(outbox: Outbox, store: OutboxStore): Telemetry {
	const farewell = createFarewell({ store, destination: readDestination, context: lastContext });
	let telling: Promise<void> = Promise.resolve();

	async function add(make: (context: EventContext) => TelemetryEvent, change?: Change): Promise<void> {
		await outbox.add([make(await lastContext())], change);
		void outbox.flush();
	}

	function recordPresence(open: boolean | undefined, leaving = false): Promise<void> {
		const told = { id: crypto.randomUUID(), at: Date.now(), ccpOpen: open };
		const make = (context: EventContext) => presenceEvent({ ...context, ...told });
		if (leaving) farewell.send(make);
		return patiently(add(make, (state) => ({ ...state, ...toldOpen(open) })));
	}

	/** One after another: each looks at what the one before has told. */
	function tellHeard(): Promise<void> {
		const next = async () => tellUntold(outbox, store, await lastContext());
		telling = telling.then(next, next);
		return telling;
	}

	async function correct(): Promise<void> {
		const [{ state }, open] = await Promise.all([store.read(), ccpOpen()]);
		if (state.toldOpen === true && open === false) await recordPresence(false);
	}

	async function addRun(report: Report, judge: Judge): Promise<void> {
		const destination = await readDestination();
		if (isOff(destination)) return;
		const [{ state }, minutes, open, context] = await Promise.all([
			store.read(),
			intervalMinutes(),
			ccpOpen(),
			lastContext(),
		]);
		const { runId, networkId, profileHash } = report;
		const before = knownBefore(state.told, runId, destination.url);
		const samePlace = isSamePlace(state.told, report);
		const verdicts = withLeftOut(report, samePlace ? before : undefined);
		const events = runEvents({
			report,
			verdicts,
			calls: judge(verdicts),
			ccpOpen: open,
			clockSkewMs: context.clockSkewMs,
			...(before && { previous: { verdicts: before } }),
			...(minutes > 0 && { intervalSeconds: minutes * 60 }),
		});
		const news = lastNews(report, before);
		const place = { networkId, profileHash, samePlace };
		const told = { runId, destination: destination.url, verdicts: news, ...place, before };
		await outbox.add(events, (current) => ({ ...current, told, ...toldOpen(open) }));
		void outbox.flush();
	}

	return {
		recordRun: (report, judge) => patiently(addRun(report, judge)),
		recordHeard: () => patiently(tellHeard()),
		recordPresence,
		correctPresence: () => patiently(correct()),
		prepare: () => patiently(farewell.prepare()),
	};
}

/** What is not known changes nothing that was told. */
const toldOpen = (open: boolean | undefined): Partial<OutboxState> => (open === undefined ? {} : { toldOpen: open });

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

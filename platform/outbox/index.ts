import { browser } from 'wxt/browser';
import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { telemetryStatusItem } from '../storage.ts';
import { readDestination } from './destination.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { post } from './post.ts';
import { type OutboxStore, openStore } from './store.ts';

const ALARM = 'send-telemetry';
/** Alarms come no sooner in Chromium, ms; a shorter wait is a timer's, and the alarm's if the worker dies over it. */
const SHORTEST_ALARM_MS = 30_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** The outbox of this install. */
export function openOutbox(): { readonly outbox: Outbox; readonly store: OutboxStore } {
	const store = openStore(Date.now);
	const outbox = createOutbox({
		store,
		destination: readDestination,
		post,
		wakeAt: (time) => wakeAt(time, () => void outbox.flush()),
		changed: showStatus,
		now: Date.now,
		random: Math.random,
		newId: () => crypto.randomUUID(),
	});
	return { outbox, store };
}

/** Must run synchronously when the background starts: the alarm may be what started it. */
export function registerOutbox(outbox: Outbox): void {
	browser.alarms.onAlarm.addListener(({ name }) => {
		if (name === ALARM) void outbox.flush();
	});
}

async function wakeAt(time: number | undefined, wake: () => void): Promise<void> {
	clearTimeout(timer);
	if (time === undefined) {
		await browser.alarms.clear(ALARM);
		return;
	}
	const delay = time - Date.now();
	if (delay < SHORTEST_ALARM_MS) timer = setTimeout(wake, Math.max(0, delay));
	await browser.alarms.create(ALARM, { when: Math.max(time, Date.now() + SHORTEST_ALARM_MS) });
}

async function showStatus(status: TelemetryStatus): Promise<void> {
	await telemetryStatusItem.setValue(status);
}

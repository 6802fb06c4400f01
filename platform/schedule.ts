import { browser } from 'wxt/browser';
import { callPhase } from './call.ts';
import type { Runner } from './runner.ts';
import { getSettings } from './settings.ts';

const ALARM = 'scheduled-run';
const MINUTE_MS = 60_000;
/** An alarm so late has slept with the computer: a whole office wakes at nine. */
const LATE_MS = 10 * MINUTE_MS;
/** A run comes up to so much early, never late: two intervals missed are silence. */
const JITTER = 0.1;

export interface ScheduleDeps {
	readonly runner: Runner;
	/** Instead of a run, where a call is on: the agent is there all the same. */
	readonly onCall: () => Promise<void>;
}

/** Minutes between scheduled runs; 0: none. They serve telemetry, so without an endpoint or a profile there are none. */
export async function intervalMinutes(): Promise<number> {
	const { telemetry, profile } = await getSettings();
	if (!telemetry?.endpoint || !(profile?.connect || profile?.ingenius)) return 0;
	return telemetry.intervalMinutes;
}

export interface Schedule {
	/** Brings the alarm in line with the settings; one that stands in time is left alone. */
	ensure(): Promise<void>;
}

/** Must run synchronously when the background starts: the alarm may be what started it. */
export function registerSchedule(deps: ScheduleDeps): Schedule {
	browser.alarms.onAlarm.addListener((alarm) => {
		if (alarm.name === ALARM) void due(alarm.scheduledTime, deps);
	});
	return { ensure };
}

async function ensure(): Promise<void> {
	const minutes = await intervalMinutes();
	if (minutes === 0) {
		await browser.alarms.clear(ALARM);
		return;
	}
	const alarm = await browser.alarms.get(ALARM);
	// One that is due already is about to ring.
	if (alarm && alarm.scheduledTime <= Date.now() + minutes * MINUTE_MS) return;
	await next(Math.random() * minutes);
}

async function due(scheduledTime: number, { runner, onCall }: ScheduleDeps): Promise<void> {
	const minutes = await intervalMinutes();
	if (minutes === 0) return;
	const late = Date.now() - scheduledTime > LATE_MS;
	await next(late ? Math.random() * minutes : minutes * (1 - Math.random() * JITTER));
	if (late) return;
	if ((await callPhase()) !== 'idle') return onCall();
	await runner.start({ trigger: 'schedule' });
}

/** Chromium rounds what is under half a minute up. */
function next(minutes: number): Promise<void> {
	return browser.alarms.create(ALARM, { delayInMinutes: Math.max(0.5, minutes) });
}

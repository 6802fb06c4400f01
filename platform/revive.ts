import { browser } from 'wxt/browser';

const ALARM = 'resume-run';
/** The shortest that Chromium allows, minutes (developer.chrome.com/docs/extensions/reference/api/alarms). */
const EVERY_MINUTES = 0.5;

/** While a run is under way: if the worker dies, the alarm starts a new one, and that finishes the run. */
export function armRevival(): Promise<void> {
	return browser.alarms.create(ALARM, { delayInMinutes: EVERY_MINUTES, periodInMinutes: EVERY_MINUTES });
}

export async function disarmRevival(): Promise<void> {
	await browser.alarms.clear(ALARM);
}

/** Must run synchronously when the background starts: the alarm may be what started it. */
export function registerRevival(resume: () => Promise<void>): void {
	browser.alarms.onAlarm.addListener(({ name }) => {
		if (name === ALARM) void resume();
	});
}

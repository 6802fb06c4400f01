import { browser } from 'wxt/browser';
import { onOwnMessage, type TelemetryCommand } from './messages.ts';
import { registerOutbox } from './outbox/index.ts';
import type { Outbox } from './outbox/outbox.ts';
import { ccpOpen, watchPresence } from './presence.ts';
import type { Runner } from './runner.ts';
import { registerSchedule } from './schedule.ts';
import { getSettings } from './settings.ts';
import { callsItem, incidentsItem, lastReportItem } from './storage.ts';
import type { Telemetry } from './telemetry.ts';

export interface TelemetryParts {
	readonly outbox: Outbox;
	readonly telemetry: Telemetry;
	readonly runner: Runner;
}

/** A browser that starts has its tabs back by then; and what woke the worker was told, if it was a CCP that closed, ms. */
const RESTORED_MS = 5_000;

/** Everything that telemetry listens to. Must run synchronously when the background starts. */
export function registerTelemetry(parts: TelemetryParts): void {
	const { outbox, telemetry, runner } = parts;
	const schedule = registerSchedule({ runner, onCall: () => telemetry.recordPresence(true) });
	const refresh = (): void => {
		void telemetry.prepare();
		// Also what a worker that died had not come to.
		void telemetry.recordHeard();
		void schedule.ensure();
		void outbox.flush();
	};
	registerOutbox(outbox);
	callsItem.watch(() => void telemetry.recordHeard());
	incidentsItem.watch(() => void telemetry.recordHeard());
	watchPresence((open, leaving) => void telemetry.recordPresence(open, leaving));
	lastReportItem.watch(() => void telemetry.prepare());
	setTimeout(() => void telemetry.correctPresence(), RESTORED_MS);
	onSettings(refresh);
	onOwnMessage('telemetry', ({ data }) => obey(data, parts).finally(telemetry.prepare));
	// The first thing after a restart of the browser, and of the worker.
	browser.runtime.onStartup.addListener(refresh);
	refresh();
}

async function obey(command: TelemetryCommand, { outbox, telemetry }: TelemetryParts): Promise<void> {
	if (command === 'test') {
		await telemetry.recordPresence(await ccpOpen());
		return outbox.resume();
	}
	if (command === 'resume') return outbox.resume();
	// What an organisation set up, its agents neither stop nor delete.
	if ((await getSettings()).locked.includes('telemetry.endpoint')) return;
	await (command === 'pause' ? outbox.pause() : outbox.clear());
}

/** Calls back when policy, options or Firefox's consent change. */
function onSettings(callback: () => void): void {
	browser.storage.onChanged.addListener((changes, area) => {
		const ours = area === 'local' && ('telemetry' in changes || 'profile' in changes);
		if (area === 'managed' || ours) callback();
	});
	browser.permissions.onAdded.addListener(callback);
	browser.permissions.onRemoved.addListener(callback);
}

import { defineBackground } from 'wxt/utils/define-background';
import { registerInstall } from '../platform/install.ts';
import { onOwnMessage } from '../platform/messages.ts';
import { openOutbox } from '../platform/outbox/index.ts';
import { registerPageWatch } from '../platform/page-watch.ts';
import { probes, releaseProbes } from '../platform/probes.ts';
import { registerRequestLog } from '../platform/request-log.ts';
import { registerRevival } from '../platform/revive.ts';
import { createRunner } from '../platform/runner.ts';
import { createTelemetry } from '../platform/telemetry.ts';
import { registerTelemetry } from '../platform/telemetry-sources.ts';
import { createEntryWatch } from '../platform/watch-entry.ts';

/** Every listener is registered before the first `await`: an event that wakes the worker must find it. */
export default defineBackground(() => {
	registerRequestLog();
	const { outbox, store } = openOutbox();
	const telemetry = createTelemetry(outbox, store);
	const runner = createRunner({ probes, release: releaseProbes, onReport: telemetry.recordRun });
	registerInstall(runner);
	registerRevival(runner.resume);
	registerPageWatch(runner);
	registerTelemetry({ outbox, telemetry, runner });
	onOwnMessage('startRun', ({ data }) => runner.start(data));
	// Starting the worker is all that it asks for: a run that was left is resumed below.
	onOwnMessage('wake', () => undefined);
	onOwnMessage('cancelRun', () => runner.cancel());
	const watch = createEntryWatch(runner);
	onOwnMessage('watchEntry', ({ data }) => (data.on ? watch.start(data.entry) : watch.stop()));
	void runner.resume().then(watch.resume);
});

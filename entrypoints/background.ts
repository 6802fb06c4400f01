import { defineBackground } from 'wxt/utils/define-background';
import { BROWSER } from '../platform/environment.ts';
import { onMessage } from '../platform/messages.ts';
import { registerRequestLog, watchRequest } from '../platform/request-log.ts';
import { rtcHost } from '../platform/rtc/index.ts';
import { createRunner } from '../platform/runner.ts';
import { httpsProbe } from '../probes/https.ts';
import { websocketProbe } from '../probes/websocket.ts';

/** Every listener is registered before the first `await`: an event that wakes the worker must find it. */
export default defineBackground(() => {
	registerRequestLog();
	const https = httpsProbe({ browser: BROWSER, watch: watchRequest });
	const probes = { https, http: https, websocket: websocketProbe, turn: rtcHost.turn };
	const runner = createRunner({ probes, release: rtcHost.close });
	onMessage('startRun', ({ data }) => runner.start(data));
	onMessage('cancelRun', () => runner.cancel());
	void runner.resume();
});

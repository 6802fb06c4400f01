import { browser } from 'wxt/browser';
import type { Environment } from '../core/evidence/types.ts';
import type { Trigger } from '../core/report/types.ts';
import { native } from './firefox-native.ts';
import { incidentItem } from './storage.ts';

/** Which build this is. */
export const BROWSER: Environment['browser'] = import.meta.env.FIREFOX ? 'firefox' : 'chromium';

/** The machine's own state, before any target is tried and again at the end; for an incident, what its page told too. */
export async function readEnvironment(trigger: Trigger): Promise<Environment> {
	const [webrtcPolicy, captivePortal, incident] = await Promise.all([
		readWebrtcPolicy(),
		readCaptivePortal(),
		trigger === 'incident' ? incidentItem.getValue() : null,
	]);
	return {
		browser: BROWSER,
		online: navigator.onLine,
		...(webrtcPolicy !== undefined && { webrtcPolicy }),
		...(captivePortal !== undefined && { captivePortal }),
		...(incident && incident.sockets.length > 0 && { failedSockets: incident.sockets }),
	};
}

/** Shows the policy `WebRtcIPHandling`; `WebRtcIPHandlingUrl` stays invisible here (measured in Chromium 156). */
async function readWebrtcPolicy(): Promise<string | undefined> {
	const { value } = await browser.privacy.network.webRTCIPHandlingPolicy.get({});
	return typeof value === 'string' ? value : undefined;
}

/** Firefox asks its own neutral host; Chromium tells nobody. */
async function readCaptivePortal(): Promise<boolean | undefined> {
	if (!import.meta.env.FIREFOX) return undefined;
	try {
		const state = await native().captivePortal.getState();
		return state === 'unknown' ? undefined : state === 'locked_portal';
	} catch {
		// Switched off by preference or policy (`CaptivePortal: false`): Firefox 153 then rejects.
		return undefined;
	}
}

import { browser } from 'wxt/browser';
import type { Environment } from '../core/evidence/types.ts';
import { native } from './firefox-native.ts';

/** Which build this is. */
export const BROWSER: Environment['browser'] = import.meta.env.FIREFOX ? 'firefox' : 'chromium';

/** The machine's own state, before any target is tried and again at the end. */
export async function readEnvironment(): Promise<Environment> {
	const [webrtcPolicy, captivePortal] = await Promise.all([readWebrtcPolicy(), readCaptivePortal()]);
	return {
		browser: BROWSER,
		online: navigator.onLine,
		...(webrtcPolicy !== undefined && { webrtcPolicy }),
		...(captivePortal !== undefined && { captivePortal }),
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

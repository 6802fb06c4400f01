import { browser } from 'wxt/browser';
import type { Environment } from '../core/evidence/types.ts';

/** Which build this is. */
export const BROWSER: Environment['browser'] = import.meta.env.FIREFOX ? 'firefox' : 'chromium';

/** The machine's own state, before any target is tried. */
export async function readEnvironment(): Promise<Environment> {
	const webrtcPolicy = await readWebrtcPolicy();
	return { browser: BROWSER, online: navigator.onLine, ...(webrtcPolicy !== undefined && { webrtcPolicy }) };
}

/** Shows the policy `WebRtcIPHandling`; `WebRtcIPHandlingUrl` stays invisible here (measured in Chromium 156). */
async function readWebrtcPolicy(): Promise<string | undefined> {
	const { value } = await browser.privacy.network.webRTCIPHandlingPolicy.get({});
	return typeof value === 'string' ? value : undefined;
}

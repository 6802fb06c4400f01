import { browser } from 'wxt/browser';
import { sendMessage } from '../messages.ts';
import type { RtcHost } from './host.ts';

let opening: Promise<void> | undefined;

/** One offscreen document a profile: everybody waits for the same one. */
function ensureOffscreen(): Promise<void> {
	opening ??= openOffscreen().catch((error: unknown) => {
		opening = undefined;
		throw error;
	});
	return opening;
}

async function openOffscreen(): Promise<void> {
	// It may stand from before this worker started.
	if (await browser.offscreen.hasDocument()) return;
	await browser.offscreen.createDocument({
		url: '/offscreen.html',
		reasons: [browser.offscreen.Reason.WEB_RTC],
		justification: 'The service worker has no RTCPeerConnection; TURN servers are tested with it.',
	});
}

export const rtcHost: RtcHost = {
	turn: async (target, signal) => {
		await ensureOffscreen();
		if (signal.aborted) return { kind: 'failed', code: 'probe-refused', text: 'no offscreen document in time' };
		const attempt = crypto.randomUUID();
		const abort = (): void => void sendMessage('abortTurn', attempt);
		signal.addEventListener('abort', abort, { once: true });
		return sendMessage('probeTurn', { attempt, target }).finally(() => signal.removeEventListener('abort', abort));
	},
	close: async () => {
		opening = undefined;
		if (await browser.offscreen.hasDocument()) await browser.offscreen.closeDocument();
	},
};

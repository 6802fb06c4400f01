import { classifyWebSocket } from '../core/evidence/classify.ts';
import type { Probe } from './types.ts';
import { settle, type WatchDeps } from './watch.ts';

/**
 * Opens a web socket and closes it at once. A refusal says little: the real service may refuse us for want of its
 * token, and the page is told no reason (RFC 6455, 7.1.7: 1006 for every failed handshake).
 */
export function websocketProbe({ browser, watch }: WatchDeps): Probe {
	return async (target, signal) => {
		const log = watch(target.url);
		const opened = await open(target.url, signal);
		// Chromium's service worker leaves no record of its own web sockets (156); of one that we ended there is no more to come.
		if (!opened && browser === 'firefox' && !signal.aborted) await settle(log);
		log.stop();
		return classifyWebSocket({ browser, seen: log.seen(), opened, aborted: signal.aborted });
	};
}

function open(url: string, signal: AbortSignal): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = new WebSocket(url);
		const end = (opened: boolean): void => {
			resolve(opened);
			socket.close();
		};
		socket.onopen = () => end(true);
		socket.onerror = () => end(false);
		signal.addEventListener('abort', () => end(false), { once: true });
	});
}

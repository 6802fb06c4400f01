import type { Outcome } from '../core/evidence/types.ts';
import type { Probe } from './types.ts';

/**
 * Opens a web socket and closes it at once. A refusal says little: the real service may refuse us for want of its
 * token, and the browser shows no reason (RFC 6455, 7.1.7: 1006 for every failed handshake).
 */
export const websocketProbe: Probe = (target, signal) =>
	new Promise<Outcome>((resolve) => {
		const socket = new WebSocket(target.url);
		const give = (outcome: Outcome): void => {
			resolve(outcome);
			socket.close();
		};
		socket.onopen = () => give({ kind: 'answered', proof: 'websocket' });
		socket.onerror = () => give({ kind: 'failed', code: 'websocket-refused' });
		const silent = (): void => give({ kind: 'silent', code: 'tcp-timeout', final: true });
		signal.addEventListener('abort', silent, { once: true });
	});

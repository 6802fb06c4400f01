import { classifyTurn } from '../core/evidence/classify.ts';
import type { Environment, Outcome } from '../core/evidence/types.ts';
import type { Probe } from './types.ts';

/** Made up: a reachable server answers it with 401, which is all that the probe asks for. */
const CREDENTIALS = { username: 'linecheck', credential: 'linecheck' };

/** "STUN host lookup received error", "STUN binding request timed out": neither is an answer (W3C webrtc-pc, RTCPeerConnectionIceErrorEvent). */
const NOT_AN_ANSWER = 701;

/**
 * An Allocate with made-up credentials, in a connection of its own with policy `all` and no candidate pool: any TURN
 * error is an answer of the TURN server, a server-reflexive candidate shows that the UDP path is open.
 */
export function turnProbe(browser: Environment['browser']): Probe {
	return (target, signal) => {
		const connection = open(target.url);
		return connection instanceof RTCPeerConnection ? gather(connection, browser, signal) : Promise.resolve(connection);
	};
}

function open(url: string): RTCPeerConnection | Outcome {
	try {
		return new RTCPeerConnection({ iceServers: [{ urls: url, ...CREDENTIALS }], iceTransportPolicy: 'all' });
	} catch (error) {
		return { kind: 'failed', code: 'probe-refused', text: error instanceof Error ? error.name : 'RTCPeerConnection' };
	}
}

async function gather(
	connection: RTCPeerConnection,
	browser: Environment['browser'],
	signal: AbortSignal,
): Promise<Outcome> {
	const seen: { stun: boolean; candidates: number; errors: { code: number; text: string; afterMs: number }[] } = {
		stun: false,
		candidates: 0,
		errors: [],
	};
	const start = performance.now();
	const outcome = new Promise<Outcome>((resolve) => {
		const give = (): void => resolve(classifyTurn({ browser, ...seen, aborted: signal.aborted }));
		signal.addEventListener('abort', give, { once: true });
		connection.onicecandidateerror = ({ errorCode, errorText }) => {
			seen.errors.push({ code: errorCode, text: errorText, afterMs: performance.now() - start });
			if (errorCode !== NOT_AN_ANSWER) give();
		};
		connection.onicecandidate = ({ candidate }) => {
			if (candidate?.candidate) seen.candidates += 1;
			if (candidate?.type === 'srflx') seen.stun = true;
			if (candidate?.type === 'relay') give();
		};
		connection.onicegatheringstatechange = () => {
			if (connection.iceGatheringState === 'complete') give();
		};
		if (signal.aborted) give();
	});
	connection.createDataChannel('linecheck');
	await connection.setLocalDescription(await connection.createOffer());
	return outcome.finally(() => connection.close());
}

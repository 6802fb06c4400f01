import { classifyTurn } from '../core/evidence/classify.ts';
import { prefixOf } from '../core/evidence/prefix.ts';
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

interface Gathered {
	stun: boolean;
	network: string | undefined;
	relay: boolean;
	candidates: number;
	readonly errors: { readonly code: number; readonly text: string; readonly afterMs: number }[];
}

/** Gathers until the server answered, the gathering is complete, or the signal aborts. */
async function gather(
	connection: RTCPeerConnection,
	browser: Environment['browser'],
	signal: AbortSignal,
): Promise<Outcome> {
	const seen: Gathered = { stun: false, network: undefined, relay: false, candidates: 0, errors: [] };
	const start = performance.now();
	let end = (): void => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	signal.addEventListener('abort', () => end(), { once: true });
	connection.onicecandidateerror = ({ errorCode, errorText }) => {
		seen.errors.push({ code: errorCode, text: errorText, afterMs: performance.now() - start });
		if (errorCode !== NOT_AN_ANSWER) end();
	};
	connection.onicecandidate = ({ candidate }) => {
		if (candidate?.candidate) seen.candidates += 1;
		if (candidate?.type === 'srflx') {
			seen.stun = true;
			seen.network = prefixOf(candidate.address ?? '');
		}
		if (candidate?.type === 'relay') seen.relay = true;
		if (seen.relay) end();
	};
	connection.onicegatheringstatechange = () => {
		if (connection.iceGatheringState === 'complete') end();
	};
	connection.createDataChannel('linecheck');
	await connection.setLocalDescription(await connection.createOffer());
	if (!signal.aborted) await ended;
	connection.close();
	const outcome = classifyTurn({ browser, ...seen, aborted: signal.aborted });
	return outcome.kind === 'answered' && seen.network ? { ...outcome, network: seen.network } : outcome;
}

import type { Media } from '../core/incident/mos.ts';
import type { RelayServer } from '../core/incident/relay.ts';

/** Like a call's audio: a packet each 20 ms, 160 bytes (RFC 3551, 20 ms of G.711), for 3 s. */
const EVERY_MS = 20;
const LAST_MS = 3000;
const BYTES = 160;
/** A relay that stands within this time stands; packets on their way at the end are waited for as long, ms. */
const OPEN_MS = 5000;
const TAIL_MS = 500;

/**
 * A real relay: allocated with the call's own credentials, both ends ours, so each packet goes out, through the relay
 * and back in. Undefined: no relay stood in time. The credentials are used here and kept nowhere.
 */
export async function measureRelay(servers: readonly RelayServer[], signal: AbortSignal): Promise<Media | undefined> {
	const iceServers = servers.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential }));
	const open = () => new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
	const [near, far] = [open(), open()];
	try {
		const channel = near.createDataChannel('linecheck', { ordered: false, maxRetransmits: 0 });
		far.ondatachannel = ({ channel: echo }) => {
			echo.onmessage = ({ data }) => echo.send(data);
		};
		await connect(near, far);
		return (await opened(channel, signal)) ? await exchange(channel, signal) : undefined;
	} finally {
		near.close();
		far.close();
	}
}

async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
	near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
	far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
	await near.setLocalDescription(await near.createOffer());
	await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
	await far.setLocalDescription(await far.createAnswer());
	await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
}

function opened(channel: RTCDataChannel, signal: AbortSignal): Promise<boolean> {
	return new Promise((resolve) => {
		channel.onopen = () => resolve(true);
		setTimeout(() => resolve(false), OPEN_MS);
		signal.addEventListener('abort', () => resolve(false));
	});
}

async function exchange(channel: RTCDataChannel, signal: AbortSignal): Promise<Media> {
	const trips: Trip[] = [];
	channel.binaryType = 'arraybuffer';
	channel.onmessage = ({ data }) => {
		const sentMs = new DataView(data).getFloat64(0);
		trips.push({ sentMs, backMs: performance.now() });
	};
	let sent = 0;
	const start = performance.now();
	while (performance.now() - start < LAST_MS && !signal.aborted && channel.readyState === 'open') {
		const packet = new DataView(new ArrayBuffer(BYTES));
		packet.setFloat64(0, performance.now());
		channel.send(packet.buffer);
		sent += 1;
		await pause(start + sent * EVERY_MS - performance.now());
	}
	await pause(TAIL_MS);
	return summarise(trips, sent);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

interface Trip {
	readonly sentMs: number;
	readonly backMs: number;
}

/** Round trip: the median. Jitter: RFC 3550, 6.4.1, over the packets that came back, in the order of arrival. */
export function summarise(trips: readonly Trip[], sent: number): Media {
	const rtts = trips.map(({ sentMs, backMs }) => backMs - sentMs);
	const sorted = rtts.toSorted((a, b) => a - b);
	const jitterMs = rtts
		.slice(1)
		.reduce((jitter, rtt, i) => jitter + (Math.abs(rtt - (rtts[i] ?? rtt)) - jitter) / 16, 0);
	const lossPercent = sent === 0 ? 100 : (100 * (sent - Math.min(sent, trips.length))) / sent;
	return { rttMs: sorted[Math.floor(sorted.length / 2)] ?? 0, jitterMs, lossPercent };
}

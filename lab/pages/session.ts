import type { CcpConfig } from './config.ts';

/** Limits of connect-rtc-js 1.3.2, ms. */
const ICE_MS = 8000;
const CONNECT_MS = 10_000;
const INVITE_MS = 5000;

/** How a softphone session went; times in ms, as `softphone_report` has them. */
export interface SessionReport {
	iceCollectionTimeMillis: number | null;
	signallingConnectTimeMillis: number | null;
	handshakingTimeMillis: number | null;
	gumTimeMillis: number | null;
	preTalkingTimeMillis: number | null;
	iceCollectionFailure: boolean;
	signallingConnectionFailure: boolean;
	handshakingFailure: boolean;
	gumOtherFailure: boolean;
	gumTimeoutFailure: boolean;
	iceConnectionsLost: number;
}

export class SessionFailed extends Error {
	readonly reason: string;
	readonly flag: keyof SessionReport;
	constructor(reason: string, flag: keyof SessionReport) {
		super(reason);
		this.reason = reason;
		this.flag = flag;
	}
}

export const newReport = (): SessionReport => ({
	iceCollectionTimeMillis: null,
	signallingConnectTimeMillis: null,
	handshakingTimeMillis: null,
	gumTimeMillis: null,
	preTalkingTimeMillis: null,
	iceCollectionFailure: false,
	signallingConnectionFailure: false,
	handshakingFailure: false,
	gumOtherFailure: false,
	gumTimeoutFailure: false,
	iceConnectionsLost: 0,
});

function within<T>(promise: Promise<T>, ms: number, failure: SessionFailed): Promise<T> {
	return Promise.race([
		promise,
		new Promise<never>((_, reject) => {
			setTimeout(() => reject(failure), ms);
		}),
	]);
}

export async function getMicrophone(report: SessionReport): Promise<MediaStream> {
	const start = performance.now();
	try {
		return await navigator.mediaDevices.getUserMedia({ audio: true });
	} catch {
		throw new SessionFailed('GUM Other Failure', 'gumOtherFailure');
	} finally {
		report.gumTimeMillis = performance.now() - start;
	}
}

/** As the CCP makes it: relay alone, a pool of one, which swallows every ICE error. */
export function newPeer({ turn, username, credential }: CcpConfig): RTCPeerConnection {
	return new RTCPeerConnection({
		iceServers: [{ urls: [...turn], username, credential }],
		iceTransportPolicy: 'relay',
		iceCandidatePoolSize: 1,
	});
}

/** Collects relay candidates; none by the limit or the end of candidates is the failure that the CCP names a timeout. */
export async function collectIce(peer: RTCPeerConnection, report: SessionReport): Promise<void> {
	const start = performance.now();
	const failure = new SessionFailed('Ice Collection Timeout', 'iceCollectionFailure');
	const first = new Promise<void>((resolve, reject) => {
		peer.addEventListener('icecandidate', ({ candidate }) => {
			if (candidate?.type === 'relay') resolve();
			if (candidate === null) reject(failure);
		});
	});
	try {
		await peer.setLocalDescription(await peer.createOffer());
		await within(first, ICE_MS, failure);
	} finally {
		report.iceCollectionTimeMillis = performance.now() - start;
	}
}

export async function connectSignalling(url: string, report: SessionReport): Promise<WebSocket> {
	const start = performance.now();
	const failure = new SessionFailed('Signalling Connection Failure', 'signallingConnectionFailure');
	const socket = new WebSocket(url);
	const open = new Promise<WebSocket>((resolve, reject) => {
		socket.onopen = () => resolve(socket);
		socket.onerror = () => reject(failure);
	});
	try {
		return await within(open, CONNECT_MS, failure);
	} finally {
		report.signallingConnectTimeMillis = performance.now() - start;
	}
}

/** Invite and accept over the socket, with a peer of the far end that the accept sets up. */
export async function invite(socket: WebSocket, report: SessionReport): Promise<void> {
	const start = performance.now();
	const failure = new SessionFailed('Signalling Handshake Failure', 'handshakingFailure');
	const accepted = new Promise<void>((resolve) => {
		socket.onmessage = () => resolve();
	});
	socket.send(JSON.stringify({ method: 'invite' }));
	try {
		await within(accepted, INVITE_MS, failure);
	} finally {
		report.handshakingTimeMillis = performance.now() - start;
	}
}

/** Media both ways through the relay, with a far end of the same kind. */
export async function talk(near: RTCPeerConnection, config: CcpConfig): Promise<void> {
	const far = newPeer(config);
	near.addEventListener('icecandidate', ({ candidate }) => void (candidate && far.addIceCandidate(candidate)));
	far.addEventListener('icecandidate', ({ candidate }) => void (candidate && near.addIceCandidate(candidate)));
	await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
	await far.setLocalDescription(await far.createAnswer());
	await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
	await new Promise<void>((resolve) => {
		near.addEventListener('connectionstatechange', () => near.connectionState === 'connected' && resolve());
	});
}

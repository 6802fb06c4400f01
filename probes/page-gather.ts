/**
 * Whether WebRTC gathers anything in the page that it is injected into, which must stand alone: a policy by URL
 * (`WebRtcIPHandlingUrl`) shows neither in the settings nor in the extension's own pages. One connection a run, since
 * a renderer has 500 in its life and the CCP needs them. Undefined: neither a candidate nor an end within 2 s (measured:
 * 128 ms).
 */
export async function gathersInPage(turnUrl: string): Promise<boolean | undefined> {
	const iceServers = [{ urls: turnUrl, username: 'linecheck', credential: 'linecheck' }];
	const connection = new RTCPeerConnection({ iceServers });
	const gathered = new Promise<boolean | undefined>((resolve) => {
		connection.onicecandidate = ({ candidate }) => candidate?.candidate && resolve(true);
		connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve(false);
		setTimeout(() => resolve(undefined), 2000);
	});
	connection.createDataChannel('linecheck');
	await connection.setLocalDescription(await connection.createOffer());
	return gathered.finally(() => connection.close());
}

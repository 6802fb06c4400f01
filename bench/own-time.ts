import type { Page } from '../lab/index.ts';

/** How long the browser itself takes to give one silent TURN server up (its 701), ms. Runs in the extension's page. */
export function ownTime(page: Page, turnUrl: string): Promise<number> {
	return page.evaluate((urls) => {
		const start = performance.now();
		const iceServers = [{ urls, username: 'linecheck', credential: 'linecheck' }];
		const connection = new RTCPeerConnection({ iceServers });
		const given = new Promise<number>((resolve) => {
			connection.onicecandidateerror = () => resolve(performance.now() - start);
			connection.onicegatheringstatechange = () =>
				connection.iceGatheringState === 'complete' && resolve(performance.now() - start);
		});
		connection.createDataChannel('linecheck');
		return connection
			.createOffer()
			.then((offer) => connection.setLocalDescription(offer))
			.then(() => given)
			.finally(() => connection.close());
	}, turnUrl);
}

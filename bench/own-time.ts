import type { Page } from '../lab/index.ts';

/** How long the browser itself takes to give one silent TURN server up (its 701), ms; null: more than a minute. Runs in the extension's page. */
export function ownTime(page: Page, turnUrl: string): Promise<number | null> {
	return page.evaluate((urls) => {
		const start = performance.now();
		const iceServers = [{ urls, username: 'linecheck', credential: 'linecheck' }];
		const connection = new RTCPeerConnection({ iceServers });
		const given = new Promise<number | null>((resolve) => {
			setTimeout(resolve, 60_000, null);
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

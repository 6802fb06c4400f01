import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isCcpPage } from '../core/incident/hosts.ts';

/** Asks whether this script already runs here, from before an update: its earlier self stays in the page for good. */
const ASK = 'linecheck-peer-ask';

/**
 * In the CCP's own world, as small as it can be: says which TURN servers a peer connection uses and how its gathering
 * goes, as `state url…` in an event of the document. Changes nothing that the page does; if the page prevents it, the
 * other sources remain. No listener of ours sees a candidate's address.
 */
export default defineUnlistedScript(() => {
	if (!isCcpPage(location) || !document.dispatchEvent(new CustomEvent(ASK, { cancelable: true }))) return;
	document.addEventListener(ASK, (event) => event.preventDefault());
	const known = new WeakSet<RTCPeerConnection>();

	function say(peer: RTCPeerConnection, state: string): void {
		const urls = (peer.getConfiguration().iceServers ?? []).flatMap((server) => server.urls);
		document.dispatchEvent(new CustomEvent('linecheck-peer', { detail: [state, ...urls].join(' ') }));
	}

	function watch(peer: RTCPeerConnection): void {
		if (known.has(peer)) return;
		known.add(peer);
		let relay = false;
		peer.addEventListener('icecandidate', ({ candidate }) => {
			if (relay || candidate?.type !== 'relay') return;
			relay = true;
			say(peer, 'relay');
		});
		peer.addEventListener('icegatheringstatechange', () => {
			if (peer.iceGatheringState === 'complete' && !relay) say(peer, 'empty');
		});
		peer.addEventListener('connectionstatechange', () => {
			if (peer.connectionState !== 'new' && peer.connectionState !== 'connecting') say(peer, peer.connectionState);
		});
		say(peer, 'gathering');
	}

	try {
		const { prototype } = RTCPeerConnection;
		// A proxy of the one method that starts a gathering: name, length and text of the original remain.
		prototype.setLocalDescription = new Proxy(prototype.setLocalDescription, {
			apply: (original, peer, args) => {
				try {
					watch(peer);
				} catch {
					// Not a connection, or one that the page has taken apart: its own call decides.
				}
				return Reflect.apply(original, peer, args);
			},
		});
	} catch {
		// The page has frozen the prototype, or the browser has no WebRTC.
	}
});

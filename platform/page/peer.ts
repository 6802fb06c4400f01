import { PEER_EVENT, type PeerWord, readPeer, SLOW_GATHERING_MS } from '../../core/incident/peer.ts';
import type { Hint } from '../../core/incident/types.ts';

/** States after which a gathering need not be waited for. */
const SETTLED: readonly PeerWord['state'][] = ['relay', 'connected', 'closed'];

/** What the page's own peer connection tells, from the script in the page's world. */
export function watchPeer(onHint: (hint: Hint) => void, signal: AbortSignal): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const failed = (urls: readonly string[]): void =>
		onHint({ source: 'peer', kind: 'ice-collection-timeout', urls: [...urls] });

	function hear({ state, urls }: PeerWord): void {
		if (state === 'gathering') {
			clearTimeout(timer);
			timer = setTimeout(() => failed(urls), SLOW_GATHERING_MS);
		}
		if (SETTLED.includes(state)) clearTimeout(timer);
		if (state === 'empty') {
			clearTimeout(timer);
			failed(urls);
		}
		if (state === 'failed') onHint({ source: 'peer', kind: 'media-lost', urls: [...urls] });
	}

	const listen = (event: Event): void => {
		const word = event instanceof CustomEvent ? readPeer(event.detail) : undefined;
		if (word) hear(word);
	};
	document.addEventListener(PEER_EVENT, listen, { signal });
	signal.addEventListener('abort', () => clearTimeout(timer));
}

import { turnUrlsIn } from './turn-urls.ts';

/** What the page's own peer connection said: `gathering`, `relay` (a relay candidate), `empty` (complete with none). */
export const PEER_STATES = ['gathering', 'relay', 'empty', 'connected', 'disconnected', 'failed', 'closed'] as const;
export type PeerState = (typeof PEER_STATES)[number];

export interface PeerWord {
	readonly state: PeerState;
	readonly urls: readonly string[];
}

/** Event by which the script in the page's world speaks: a DOM event, since the CCP and Streams listen to messages. */
export const PEER_EVENT = 'linecheck-peer';

/**
 * A gathering this old without a relay candidate starts a check, ms. It accuses nothing: both browsers have a
 * candidate in some 80 ms and two round trips.
 */
export const SLOW_GATHERING_MS = 1200;

/** Ten URLs and a state. */
const MAX_DETAIL = 3000;

/**
 * Reads `state url url…`; undefined for anything else, since the page can dispatch such an event too, and for a peer
 * connection without a TURN server, which is no softphone's.
 */
export function readPeer(detail: unknown): PeerWord | undefined {
	if (typeof detail !== 'string' || detail.length > MAX_DETAIL) return undefined;
	const space = detail.indexOf(' ');
	const name = space < 0 ? detail : detail.slice(0, space);
	const state = PEER_STATES.find((known) => known === name);
	const urls = space < 0 ? [] : turnUrlsIn(detail.slice(space + 1));
	return state && urls.length > 0 ? { state, urls } : undefined;
}

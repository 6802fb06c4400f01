/** A uniform random number in [0, 1). */
export type Random = () => number;

/** mulberry32, a seeded generator: a failing run can be drawn again. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export interface Link {
	/** Probability that a packet is lost, each way. */
	readonly loss: number;
	readonly rttMs: number;
	readonly random: Random;
	/** When the resolver asks again, ms, if its questions cross the link too; empty: they do not. */
	readonly resolverMs: readonly number[];
	/** Probability that a connection of an earlier run is still open: nothing but the request crosses the link then. */
	readonly open: number;
	/** Chromium opens a second connection when the first has not connected after 250 ms. */
	readonly backup: boolean;
}

/** When a packet is sent again, ms after the first time: RFC 6298 with Linux's floor of 200 ms; Chromium's TURN. */
const SYN_MS = [0, 1000, 3000, 7000];
const DATA_MS = [0, 200, 600, 1400, 3000, 6200];
const TURN_MS = [0, 250, 750, 1750, 3750];
const BACKUP_MS = 250;

/**
 * As measured: Chromium 156 asks at 0, 1 and 3 s and drops the question with the request; the C library, for
 * Firefox 153, asks at 0 and 5 s whatever becomes of the request, and gives up after 10 s.
 */
export const RESOLVERS = { chromium: [0, 1000, 3000], firefox: [0, 5000] } as const;
/** When a lookup that Firefox has begun fails, ms. */
export const LOOKUP_FAILS_MS = 10_000;

/** One question and its answer of so many packets: ms until the answer, Infinity if it never comes. */
function exchange({ loss, rttMs, random }: Link, sendMs: readonly number[], packets = 1): number {
	const arrive = (count: number) => Array.from({ length: count }, () => random() >= loss).every(Boolean);
	const heard = sendMs.find(() => arrive(1) && arrive(packets));
	return heard === undefined ? Number.POSITIVE_INFINITY : heard + rttMs;
}

/** A name lookup, ms: A and AAAA must both come. */
export function lookupMs(link: Link): number {
	if (link.resolverMs.length === 0) return 1;
	return Math.max(exchange(link, link.resolverMs), exchange(link, link.resolverMs));
}

/** HTTP over a connection that stood before: ms until the response headers. */
export const requestMs = (link: Link): number => exchange(link, DATA_MS);

/** TCP, TLS 1.3 with a certificate flight of three packets, HTTP: ms until the response headers. */
export function httpsMs(link: Link): number {
	const second = link.backup ? BACKUP_MS + exchange(link, SYN_MS) : Number.POSITIVE_INFINITY;
	return Math.min(exchange(link, SYN_MS), second) + exchange(link, DATA_MS, 3) + requestMs(link);
}

/** Allocate to 401 with no help of a server-reflexive candidate: the weaker of the two proofs. */
export function turnMs(link: Link): number {
	return exchange(link, TURN_MS) + link.rttMs + 60;
}

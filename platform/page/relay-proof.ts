import type { Media } from '../../core/incident/mos.ts';
import type { RelayAccess, RelayServer } from '../../core/incident/relay.ts';

/** A renderer has 500 peer connections in its life and the CCP needs them: two of ours in ten minutes are none too many. */
const EVERY_MS = 600_000;

export interface RelayProof {
	/** The running call's credentials, in this frame's memory and nowhere else. */
	hold(access: RelayAccess): void;
	/** The session failed or ended: proves the relay once, then forgets the credentials. */
	prove(): void;
	/** A call begins: what is being proved gives way. */
	yield(): void;
}

export type Measure = (servers: readonly RelayServer[], signal: AbortSignal) => Promise<Media | undefined>;

/** Runs in the frame that heard the credentials, so that they cross to nobody. */
export function createRelayProof(measure: Measure, onMedia: (media: Media) => void, signal: AbortSignal): RelayProof {
	let held: RelayAccess | undefined;
	let last = Number.NEGATIVE_INFINITY;
	let proving = new AbortController();
	signal.addEventListener('abort', () => (held = undefined));
	return {
		hold: (access) => (held = access),
		prove: () => {
			const servers = held?.open() ?? [];
			held = undefined;
			const now = performance.now();
			if (servers.length === 0 || now - last < EVERY_MS) return;
			last = now;
			proving = new AbortController();
			const until = AbortSignal.any([signal, proving.signal]);
			void measure(servers, until).then((media) => media && !until.aborted && onMedia(media), ignore);
		},
		yield: () => proving.abort(),
	};
}

/** A page may forbid WebRTC, or have used its connections up: then there is no proof. */
function ignore(): void {}

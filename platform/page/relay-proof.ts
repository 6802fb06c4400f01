import type { Media } from '../../core/incident/mos.ts';
import type { RelayAccess } from '../../core/incident/relay.ts';
import { measureRelay } from '../../probes/media.ts';

/** A renderer has 500 peer connections in its life and the CCP needs them: two of ours in ten minutes are none too many. */
const EVERY_MS = 600_000;

export interface RelayProof {
	/** The running call's credentials, in this frame's memory and nowhere else. */
	hold(access: RelayAccess): void;
	/** The session failed or ended: proves the relay once, then forgets the credentials. */
	prove(): void;
}

/** Runs in the frame that heard the credentials, so that they cross to nobody. */
export function createRelayProof(onMedia: (media: Media) => void, signal: AbortSignal): RelayProof {
	let held: RelayAccess | undefined;
	let last = Number.NEGATIVE_INFINITY;
	signal.addEventListener('abort', () => (held = undefined), { once: true });
	return {
		hold: (access) => (held = access),
		prove: () => {
			const servers = held?.open() ?? [];
			held = undefined;
			const now = performance.now();
			if (servers.length === 0 || now - last < EVERY_MS) return;
			last = now;
			void measureRelay(servers, signal).then((media) => media && onMedia(media), ignore);
		},
	};
}

/** A page may forbid WebRTC, or have used its connections up: then there is no proof. */
function ignore(): void {}

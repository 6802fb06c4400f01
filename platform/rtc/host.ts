import type { Probe } from '../../probes/types.ts';

/** Where WebRTC runs: Firefox's background page has it, Chromium's service worker needs an offscreen document. */
export interface RtcHost {
	readonly turn: Probe;
	/** After a run: peer connections count against the renderer's 500 until its process ends. */
	close(): Promise<void>;
}

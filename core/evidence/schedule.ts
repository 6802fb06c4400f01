import type { ProbeKind } from '../plan/types.ts';

/** When attempts at one target start and end, ms after the first one starts. */
export interface Schedule {
	/** Start of each attempt; a later one starts sooner when the one before it failed. */
	readonly attemptsAtMs: readonly number[];
	/** Still silent by then: suspected. */
	readonly suspectMs: number;
	/** Still silent by then: every attempt ends. */
	readonly deadlineMs: number;
}

/**
 * TURN as measured: with policy `all` and a second connection at 400 ms, silence of 2 s is wrong in 0 of 60 probes at
 * 30 % loss each way; both browsers have sent four requests by 2 s and five by 4 s.
 *
 * HTTPS: a SYN goes out at 0, 1 and 3 s (RFC 6298, 1 s initial timeout). Two attempts half a second out of step send
 * six by 4.5 s.
 */
export const SCHEDULES: Readonly<Record<ProbeKind, Schedule>> = {
	turn: { attemptsAtMs: [0, 400], suspectMs: 2000, deadlineMs: 4000 },
	https: { attemptsAtMs: [0, 1500], suspectMs: 2500, deadlineMs: 4500 },
	http: { attemptsAtMs: [0, 1500], suspectMs: 2500, deadlineMs: 4500 },
	websocket: { attemptsAtMs: [0, 1500], suspectMs: 2500, deadlineMs: 4500 },
};

/** Another attempt at a target that stayed silent on a network which loses packets. */
export const RETRY: Schedule = { attemptsAtMs: [0], suspectMs: 4000, deadlineMs: 4000 };

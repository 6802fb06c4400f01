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
 * HTTPS: a SYN goes out at 0, 1 and 3 s (RFC 6298, 1 s initial timeout). A second attempt at 1.5 s sends two more by
 * 4.5 s, and a run in which everything is dropped still ends under 6 s. Simulated at 20 % loss each way, 100 ms round
 * trips: 1.4 % of reachable hosts stay silent in Chromium (which doubles a slow SYN at 250 ms), 3.5 % in Firefox.
 */
export const SCHEDULES: Readonly<Record<ProbeKind, Schedule>> = {
	turn: { attemptsAtMs: [0, 400], suspectMs: 2000, deadlineMs: 4000 },
	https: { attemptsAtMs: [0, 1500], suspectMs: 2500, deadlineMs: 4500 },
	http: { attemptsAtMs: [0, 1500], suspectMs: 2500, deadlineMs: 4500 },
	// Once, and not for long: its refusal or silence accuses nothing, and both browsers hold a socket back for up to 5 s
	// where the one before it was refused.
	websocket: { attemptsAtMs: [0], suspectMs: 1000, deadlineMs: 1000 },
};

/**
 * A host that has answered is asked once more where others are silent for so long, ms after the run began: its own
 * silence tells of a network that stalls. Whoever was silent because of a stall that is over by then still has its time.
 */
export const HEARTBEAT_AT_MS = 2000;
export const HEARTBEAT: Schedule = { attemptsAtMs: [0, 500], suspectMs: 1500, deadlineMs: 1500 };

/**
 * Another round at a target that `moreAttempts` names. Three attempts out of step: 0.4 % of reachable hosts stay silent
 * in Chromium and 1.6 % in Firefox at 20 % loss each way. It ends after 7 s of the run, so that a name whose first
 * lookup was lost is heard out: the C library asks again after 5 s, seen in Firefox 153.
 */
export const RETRY: Schedule = { attemptsAtMs: [0, 700, 1400], suspectMs: 3000, deadlineMs: 3000 };

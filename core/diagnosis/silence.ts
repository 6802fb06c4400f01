import type { Observation } from './observe.ts';

/** A stretch of time in which a host was asked and nothing came, ms since the epoch. */
export interface Round {
	readonly start: number;
	readonly end: number;
	readonly attempts: number;
	/** It is the name lookup that stayed unanswered. */
	readonly lookup: boolean;
}

/**
 * Shorter stretches say nothing, ms: TURN is heard out for 4 s, HTTPS for 4.5 s, a repeated round for 3 s
 * (`evidence/schedule.ts`); an attempt that made room for another one, or was cut by another's answer, ends sooner.
 */
const HEARD_OUT_MS = 2000;

/** Whether two targets share a connection's way: host, port, protocol. */
export function samePool(a: Observation, b: Observation): boolean {
	return a.target.host === b.target.host && a.target.port === b.target.port && a.target.protocol === b.target.protocol;
}

/** Between an attempt that made room and the one that it made room for, ms: seen at a load of ten on two cores. */
const HANDOVER_MS = 250;

/** A new round may seem to begin before the last one ended, ms: the two are read off different clocks, each rounded. */
const ROUNDING_MS = 50;

/** An attempt that begins within the stretch, or takes over where one was cut short. */
function goesOn({ start, end }: Round, next: number): boolean {
	return next < end - ROUNDING_MS || (end - start < HEARD_OUT_MS && next < end + HANDOVER_MS);
}

function join(rounds: readonly Round[], next: Round): readonly Round[] {
	const last = rounds.at(-1);
	if (last === undefined || !goesOn(last, next.start)) return [...rounds, next];
	const both = {
		start: last.start,
		end: Math.max(next.end, last.end),
		attempts: last.attempts + next.attempts,
		lookup: last.lookup || next.lookup,
	};
	return [...rounds.slice(0, -1), both];
}

/** Attempts that overlap are one round: a lost name lookup or a stalled link silences all of them alike. */
function roundsOf(pool: readonly Observation[]): readonly Round[] {
	const stretches = pool
		.flatMap(({ silences }) => silences)
		.filter(({ outcome }) => outcome.final)
		.map(({ at, elapsedMs, outcome }) => ({
			start: at,
			end: at + elapsedMs,
			attempts: 1,
			lookup: outcome.code === 'dns-timeout',
		}))
		.toSorted((a, b) => a.start - b.start);
	return stretches.reduce(join, []).filter(({ start, end }) => end - start >= HEARD_OUT_MS);
}

/** Shorter silence of a host that had answered may be a packet lost, ms. */
const STALL_MS = 1000;

/** Asked once more (`HEARTBEAT` of `evidence/schedule.ts`), a host that had answered before stayed silent. */
function stalls({ start, end }: Round, { answers, silences }: Observation): boolean {
	const answered = answers.map(({ at, elapsedMs }) => at + elapsedMs);
	return silences.some(({ at, elapsedMs }) => {
		const asked = at >= start && at <= end && elapsedMs >= STALL_MS && answered.some((time) => time <= at);
		return asked && !answered.some((time) => time > at && time <= at + elapsedMs);
	});
}

/** An answer from elsewhere while the round lasted, and no sign of a stall: the network was up. */
function inTouch(round: Round, others: readonly Observation[]): boolean {
	const { start, end } = round;
	const touched = others.some(({ answers }) =>
		answers.some(({ at, elapsedMs }) => at + elapsedMs >= start && at <= end),
	);
	return touched && !others.some((other) => stalls(round, other));
}

export interface Silence {
	/** Rounds heard out while another host answered. */
	readonly rounds: number;
	readonly attempts: number;
	/** Of these, rounds in which it was the name lookup that stayed unanswered. */
	readonly lookups: number;
	/** An attempt is still running. */
	readonly provisional: boolean;
}

/** Silence of a target's host and port; undefined if anything there answered or refused, or nothing was tried. */
export function silenceOf(seen: Observation, tried: readonly Observation[]): Silence | undefined {
	const pool = tried.filter((other) => samePool(seen, other));
	if (pool.some(({ answers, refusals }) => answers.length + refusals.length > 0)) return undefined;
	const silences = pool.flatMap((one) => one.silences);
	if (silences.length === 0) return undefined;
	const others = tried.filter((other) => other.target.host !== seen.target.host);
	const rounds = roundsOf(pool).filter((round) => inTouch(round, others));
	const attempts = rounds.reduce((sum, round) => sum + round.attempts, 0);
	return {
		rounds: rounds.length,
		attempts,
		lookups: rounds.filter(({ lookup }) => lookup).length,
		provisional: silences.some(({ outcome }) => !outcome.final),
	};
}

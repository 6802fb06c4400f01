import type { Facts } from './facts.ts';
import type { Observation } from './observe.ts';

/** Attempts cut shorter than this say nothing, ms: one retransmission of a SYN (1 s, RFC 6298) must have had its chance. */
const HEARD_OUT_MS = 1400;

/** Silence counts in two attempts or more. */
export const SILENT_ATTEMPTS = 2;

const samePool = (a: Observation, b: Observation) =>
	a.target.host === b.target.host && a.target.port === b.target.port && a.target.protocol === b.target.protocol;

/** Targets that share a connection's way: host, port, protocol. */
export function poolOf(seen: Observation, all: readonly Observation[]): readonly Observation[] {
	return all.filter((other) => samePool(seen, other));
}

export interface Silence {
	/** Attempts at this host and port that were silent to the end. */
	readonly attempts: number;
	/** An attempt is still running and silent. */
	readonly provisional: boolean;
}

/** Silence of a host and port; undefined if anything there answered or refused. */
export function silenceOf(seen: Observation, { tried }: Facts): Silence | undefined {
	const pool = poolOf(seen, tried);
	if (pool.some(({ answers, refusals }) => answers.length + refusals.length > 0)) return undefined;
	const silences = pool.flatMap((one) => one.silences);
	if (silences.length === 0) return undefined;
	const ended = silences.filter(({ outcome, elapsedMs }) => outcome.final && elapsedMs >= HEARD_OUT_MS);
	return { attempts: ended.length, provisional: silences.some(({ outcome }) => !outcome.final) };
}

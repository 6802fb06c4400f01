import { RETRY } from '../evidence/schedule.ts';
import type { Environment } from '../evidence/types.ts';
import type { ProbeKind } from '../plan/types.ts';
import type { Observation } from './observe.ts';

/** What the hosts that did answer tell about the network. */
export interface Loss {
	/** Targets that answered at some time. */
	readonly answered: number;
	/** Of these, answered only after a packet had to be sent again. */
	readonly late: number;
	/** Whole rounds that these were silent for before they answered. */
	readonly silent: number;
	/** Whole rounds in which their name lookup was silent, where the browser tells. */
	readonly lookups: number;
	/** Half of the targets took so long that this machine is busy or the link very long: silence may be slowness. */
	readonly slow: boolean;
	/** Answers over connections that stood before would not show it. */
	readonly hidden: boolean;
}

/** Later than the quickest of its kind by this much, ms: a SYN or a name lookup sent again (1 s, RFC 6298). */
const LATE_MS = 900;
/** The same among hosts of one region, whose round trips are alike: two packets in a row sent again (200 and 400 ms). */
const LATE_IN_REGION_MS = 500;
/** A third of a first round, ms: what takes longer may well take all of it. */
const SLOW_MS = 1500;
/** A region in a host's name: `participant.connect.us-east-1.amazonaws.com`. */
const REGION = /\b[a-z]{2}(?:-gov)?-[a-z]+-\d\b/;
/** Longer than any first round (`evidence/schedule.ts`), ms. */
const ROUND_MS = 4600;

/**
 * A late answer counts as this much of a silent one: in the simulation, at 5 to 30 % loss each way, there are four to
 * a hundred late answers for each silent round.
 */
const LATE_WEIGHT = 0.25;

/** From the first attempt's start to the first answer, ms. */
function delayOf({ attempts, answers }: Observation): number {
	const start = Math.min(...attempts.map(({ at }) => at));
	return Math.min(...answers.map(({ at, elapsedMs }) => at + elapsedMs)) - start;
}

const regionOf = ({ target }: Observation) => REGION.exec(target.host)?.[0];
const quickest = (seen: readonly Observation[]) => Math.min(...seen.map(delayOf));

/** Far behind the quickest; where that one took long itself, the machine is busy or the link long: twice as far. */
const isBehind = (seen: Observation, others: readonly Observation[], ms: number) =>
	delayOf(seen) > Math.max(quickest(others) + ms, quickest(others) * 2);

function isLate(seen: Observation, ofKind: readonly Observation[]): boolean {
	const region = regionOf(seen);
	const near = ofKind.filter((other) => region !== undefined && regionOf(other) === region);
	const late = isBehind(seen, ofKind, LATE_MS) || (near.length > 0 && isBehind(seen, near, LATE_IN_REGION_MS));
	return late && delayOf(seen) < ROUND_MS;
}

function lateAmong(answered: readonly Observation[], kind: ProbeKind): number {
	const ofKind = answered.filter(({ target }) => target.kind === kind);
	return ofKind.filter((seen) => isLate(seen, ofKind)).length;
}

/** A first round and the shorter ones after it (`evidence/schedule.ts`) that went by without an answer. */
function silentRounds(delayMs: number): number {
	return delayMs < ROUND_MS ? 0 : 1 + Math.floor((delayMs - ROUND_MS) / RETRY.deadlineMs);
}

/** No web sockets: the browsers themselves hold one back after a refusal. */
const KINDS: readonly ProbeKind[] = ['https', 'http', 'turn'];

const median = (ms: readonly number[]) => ms.toSorted((a, b) => a - b)[Math.floor(ms.length / 2)] ?? 0;

const waitsForName = ({ silences }: Observation) => silences.some(({ outcome }) => outcome.code === 'dns-timeout');

const sumRounds = (seen: readonly Observation[]) => seen.reduce((sum, one) => sum + silentRounds(delayOf(one)), 0);

/** Reads loss off the targets that answered: what stayed silent may be blocked, and tells nothing. */
export function lossOf(tried: readonly Observation[], { openConnections = false }: Environment): Loss {
	const answered = tried.filter(({ answers }) => answers.length > 0);
	return {
		answered: answered.length,
		late: KINDS.reduce((sum, kind) => sum + lateAmong(answered, kind), 0),
		silent: sumRounds(answered.filter((seen) => !waitsForName(seen))),
		lookups: sumRounds(answered.filter(waitsForName)),
		slow: median(answered.map(delayOf)) > SLOW_MS,
		hidden: openConnections,
	};
}

/** Whether anything was seen to be lost. */
export const isLossy = ({ late, silent, lookups }: Loss): boolean => late + silent + lookups > 0;

/** Estimated chance that a reachable host stays silent for a round; `unseen` silent ones if nothing was seen to be lost. */
export function silenceRate(loss: Loss, lookup: boolean, unseen: number): number {
	const silent = loss.silent + (lookup ? loss.lookups : 0);
	const expected = isLossy(loss) || loss.slow ? silent + loss.late * LATE_WEIGHT + 0.5 : unseen;
	return Math.min(1, expected / (loss.answered + silent + 1));
}

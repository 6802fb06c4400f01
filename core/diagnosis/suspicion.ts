import { matchesPattern } from '../catalog/patterns.ts';
import { type Facts, patternsOver } from './facts.ts';
import { isLossy, type Loss, silenceRate } from './loss.ts';
import type { Observation } from './observe.ts';
import { type Silence, samePool, silenceOf } from './silence.ts';

/** The chance that silence is nothing but loss, up to which it accuses. */
const TOLERATED = 2e-6;
/** The accusation rule: silence in two attempts at every known host. */
const MIN_ATTEMPTS = 2;
/** The first round's two attempts and nine rounds of three (`evidence/schedule.ts`): then it stays undecided. */
export const MAX_ATTEMPTS = 29;

/** How far the silence of one target carries. */
export interface Suspicion {
	/** Every known host under the same pattern is silent or refused: it is not this host alone. */
	readonly everywhere: boolean;
	/** Known hosts under the same pattern. */
	readonly hosts: number;
	/** Two attempts and more at each host, and loss does not explain them. */
	readonly proven: boolean;
	/** An attempt is still running, or another round is due and nothing was seen to be lost. */
	readonly pending: boolean;
	/** Another round may decide it. */
	readonly retry: boolean;
}

/** The targets that the same rule of a firewall would let through: those under a pattern that covers this one. */
function underSamePattern(seen: Observation, { plan, observations }: Scope): readonly Observation[] {
	const patterns = patternsOver(seen, plan);
	return observations.filter(
		(other) =>
			other.target.origin !== 'unconfirmed' &&
			other.target.protocol === seen.target.protocol &&
			other.target.port === seen.target.port &&
			other.target.entries.some((entry) => seen.target.entries.includes(entry)) &&
			patterns.some((pattern) => matchesPattern(pattern, other.target.host)),
	);
}

/** One for each way: host, port, protocol. */
export function pools(observations: readonly Observation[]): readonly Observation[] {
	return observations.filter((one, index) => observations.findIndex((other) => samePool(one, other)) === index);
}

type Scope = Pick<Facts, 'plan' | 'observations' | 'tried' | 'loss'>;

/**
 * Silent rounds assumed where nothing was seen to be lost, by what was silent. TCP, TLS and TURN repeat within a second,
 * and so does Chromium's resolver (measured in 156).
 */
const UNSEEN = 0.00001;
/**
 * TCP where the others may have answered over open connections: of 20 such answers at any loss, none late and a host
 * silent for a first round is 4 in 10,000 at worst, so one round is not enough.
 */
const UNSEEN_HIDDEN = 0.01;
/** The C library, which Firefox 153 leaves lookups to, repeats one after 5 s only: every second round. (Measured.) */
const UNSEEN_LOOKUP = 0.1;
const LOOKUPS_A_ROUND = 0.5;

/** Chance that reachable hosts stay silent for all the rounds heard out. */
function chanceOfLoss(silences: readonly Silence[], { target }: Observation, loss: Loss): number {
	const ofRound = silenceRate(loss, false, loss.hidden && target.protocol === 'tcp' ? UNSEEN_HIDDEN : UNSEEN);
	const ofLookup = silenceRate(loss, true, UNSEEN_LOOKUP);
	return silences.reduce(
		(chance, { rounds, lookups }) => chance * ofRound ** (rounds - lookups) * ofLookup ** (lookups * LOOKUPS_A_ROUND),
		1,
	);
}

/** At its host and port, where each round asks for one path. */
const attemptsOf = (seen: Observation, { tried }: Scope) =>
	Math.max(...tried.filter((other) => samePool(seen, other)).map(({ attempts }) => attempts.length));

/** Weighs the silence of a target; undefined if its host answered or refused, or was not tried. */
export function suspicionOf(seen: Observation, scope: Scope): Suspicion | undefined {
	const own = silenceOf(seen, scope.tried);
	if (own === undefined) return undefined;
	const { loss } = scope;
	const siblings = pools(underSamePattern(seen, scope));
	const everywhere = siblings.every(({ answers, attempts }) => answers.length === 0 && attempts.length > 0);
	const silences = everywhere ? siblings.flatMap((other) => silenceOf(other, scope.tried) ?? []) : [own];
	const heard = own.attempts >= MIN_ATTEMPTS && silences.every(({ attempts }) => attempts >= MIN_ATTEMPTS);
	const proven = heard && !own.provisional && chanceOfLoss(silences, seen, loss) <= TOLERATED;
	const retry = !proven && !own.provisional && attemptsOf(seen, scope) < MAX_ATTEMPTS;
	const pending = own.provisional || (retry && !isLossy(loss));
	return { everywhere, hosts: Math.max(1, siblings.length), proven, pending, retry };
}

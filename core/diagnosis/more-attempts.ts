import type { Environment, Evidence } from '../evidence/types.ts';
import type { FailureCode } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import { slowAmong } from './delay.ts';
import { canAccuse, isOnline, isTelling } from './facts.ts';
import { lossOf } from './loss.ts';
import { type Observation, observeAll } from './observe.ts';
import { MAX_ATTEMPTS, pools, suspicionOf } from './suspicion.ts';

/** Attempts at a target while the machine's own network comes and goes. */
const MAX_PREVENTED = 3;
const PASSING: readonly FailureCode[] = ['network-changed', 'offline'];

/** One refusal, alone or after silence: the next attempt tells whether it was meant. */
const refusedOnce = ({ attempts, refusals, silences }: Observation) =>
	refusals.length === 1 && refusals.length + silences.length === attempts.length && attempts.length < MAX_ATTEMPTS;
const passedBy = ({ attempts, prevented }: Observation) =>
	prevented.some(({ outcome }) => PASSING.includes(outcome.code)) &&
	prevented.length === attempts.length &&
	attempts.length < MAX_PREVENTED;

/** Attempts at a target that answers too slowly. */
const MAX_SLOW = 4;

/** One of those that answer too slowly: asked again when nothing else keeps the machine busy. */
const slowest = (tried: readonly Observation[]) =>
	slowAmong(tried)
		.filter(({ attempts }) => attempts.length < MAX_SLOW)
		.slice(0, 1);

/** The quickest of those that answer: tried beside the silent ones, it shows that the network is up meanwhile. */
function control(tried: readonly Observation[], wanted: readonly Observation[]): readonly Observation[] {
	const hosts = new Set(wanted.map(({ target }) => target.host));
	const answering = tried.filter(({ target, answers }) => answers.length > 0 && !hosts.has(target.host));
	const web = answering.filter(({ target }) => target.kind === 'https');
	const delay = ({ answers }: Observation) => Math.min(...answers.map(({ elapsedMs }) => elapsedMs));
	return web.toSorted((a, b) => delay(a) - delay(b)).slice(0, 1);
}

/** The target to ask once more while others stay silent (`HEARTBEAT`); undefined: nothing has answered. */
export function heartbeat(plan: Plan, evidence: readonly Evidence[]): string | undefined {
	return control(observeAll(plan, evidence), [])[0]?.target.id;
}

/**
 * Which targets deserve another round (`RETRY` of `evidence/schedule.ts`) before their verdict is final: the silent ones
 * whose silence may still be loss, a single refusal, a network that came back, a slow answer that may be this machine's
 * own. Bounded; empty when all is said.
 */
export function moreAttempts(plan: Plan, evidence: readonly Evidence[], environment: Environment): readonly string[] {
	const observations = observeAll(plan, evidence);
	const tried = observations.filter(({ attempts }) => attempts.length > 0);
	const scope = { plan, observations, tried, loss: lossOf(tried, environment) };
	const open = tried.filter(({ target, answers }) => answers.length === 0 && isTelling(target));
	const telling = open.filter((seen) => seen.target.origin === 'unconfirmed' || canAccuse(seen, plan));
	// Paths of one host share its silence: more of them at a time would only cut each other short.
	const silent = isOnline(tried) ? pools(telling).filter((seen) => suspicionOf(seen, scope)?.retry) : [];
	const others = open.filter((seen) => refusedOnce(seen) || passedBy(seen));
	const wanted = [...silent, ...others, ...slowest(tried), ...(silent.length > 0 ? control(tried, silent) : [])];
	return [...new Set(wanted.map(({ target }) => target.id))];
}

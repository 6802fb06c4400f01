import { RETRY, SCHEDULES, type Schedule } from '../../evidence/schedule.ts';
import type { Environment, Evidence, Outcome } from '../../evidence/types.ts';
import type { Plan, Target } from '../../plan/types.ts';
import { moreAttempts } from '../more-attempts.ts';
import { httpsMs, type Link, LOOKUP_FAILS_MS, lookupMs, requestMs, turnMs } from './exchange.ts';

export interface World {
	readonly link: Link;
	readonly environment: Environment;
	/** Hosts to which the firewall drops everything. */
	readonly dropped: (target: Target) => boolean;
}

/** Attempts that start within this time of each other belong to one round, ms. */
const ROUND_MS = 2900;

interface Lookup {
	readonly begun: number;
	readonly known: number;
}

interface State {
	/** The newest lookup of each host, ms. */
	readonly lookups: Map<string, Lookup>;
	readonly evidence: Evidence[];
}

const answer = ({ kind }: Target): Outcome =>
	kind === 'turn' ? { kind: 'answered', proof: 'turn', status: 401 } : { kind: 'answered', proof: 'http', status: 200 };
/** Firefox tells an unanswered lookup from an unanswered target. */
function silence({ kind, host }: Target, end: number, { environment }: World, { lookups }: State): Outcome {
	const waiting = (lookups.get(host)?.known ?? 0) > end && environment.browser === 'firefox';
	const code = kind === 'turn' ? 'turn-unanswered' : 'tcp-timeout';
	return { kind: 'silent', code: waiting ? 'dns-timeout' : code, final: true };
}

/** Whether a lookup begun earlier still serves an attempt: known by then, or still under way. */
function serves({ begun, known }: Lookup, at: number, { environment }: World): boolean {
	const underWay = environment.browser === 'firefox' ? at - begun < LOOKUP_FAILS_MS : at - begun < ROUND_MS;
	return known <= at || underWay;
}

function resolvedAt({ host }: Target, at: number, world: World, { lookups }: State): number {
	const earlier = lookups.get(host);
	if (earlier !== undefined && serves(earlier, at, world)) return earlier.known;
	const lookup = { begun: at, known: at + lookupMs(world.link) };
	lookups.set(host, lookup);
	return lookup.known;
}

/** When an attempt that starts at `at` is answered, ms. */
function answeredAt(target: Target, at: number, world: World, state: State): number {
	if (world.dropped(target)) return Number.POSITIVE_INFINITY;
	if (target.kind !== 'turn' && at === 0 && world.link.random() < world.link.open) return requestMs(world.link);
	const ready = Math.max(at, resolvedAt(target, at, world, state));
	return ready + (target.kind === 'turn' ? turnMs(world.link) : httpsMs(world.link));
}

/** One round at a target: attempts by their schedule, the first answer ends the others, the deadline ends all. */
function tryTarget(target: Target, schedule: Schedule, start: number, context: { world: World; state: State }): number {
	const { world, state } = context;
	const made = state.evidence.filter((piece) => piece.target === target.id).length;
	let end = start + schedule.deadlineMs;
	const begun: { at: number; answered: number }[] = [];
	for (const offset of schedule.attemptsAtMs) {
		const at = start + offset;
		if (at >= end) break;
		const answered = answeredAt(target, at, world, state);
		end = Math.min(end, answered);
		begun.push({ at, answered });
	}
	for (const [index, { at, answered }] of begun.entries()) {
		const outcome = answered <= end ? answer(target) : silence(target, end, world, state);
		state.evidence.push({ target: target.id, attempt: made + index + 1, at, elapsedMs: end - at, outcome });
	}
	return end;
}

/** A whole run with all the rounds that the diagnosis asks for: its evidence, and how long it took, ms. */
export function simulate(plan: Plan, world: World): { readonly evidence: readonly Evidence[]; readonly ms: number } {
	const state: State = { lookups: new Map(), evidence: [] };
	const context = { world, state };
	let now = Math.max(...plan.targets.map((target) => tryTarget(target, SCHEDULES[target.kind], 0, context)));
	for (;;) {
		const ids = moreAttempts(plan, state.evidence, world.environment);
		const again = plan.targets.filter(({ id }) => ids.includes(id));
		if (again.length === 0) return { evidence: state.evidence, ms: now };
		const start = now + 5;
		now = Math.max(...again.map((target) => tryTarget(target, RETRY, start, context)));
	}
}

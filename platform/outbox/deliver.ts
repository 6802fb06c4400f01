import { type Answer, backOff, type Decision, decide } from '../../core/telemetry/delivery.ts';
import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { fitting, type Hold, holds, lose, loseRejected } from '../../core/telemetry/queue.ts';
import { permitted } from '../../core/telemetry/resource.ts';
import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { sizeOf } from './post.ts';
import type { OutboxStore } from './store.ts';
import { type Destination, isOff, type Off } from './where.ts';

export interface OutboxDeps {
	readonly store: OutboxStore;
	readonly destination: () => Promise<Destination | Off>;
	readonly post: (destination: Destination, events: readonly TelemetryEvent[]) => Promise<Answer>;
	/** Flush again at this time (ms since the epoch), also in a new life of the worker; undefined: no need to. */
	readonly wakeAt: (time: number | undefined) => Promise<void>;
	readonly changed: (status: TelemetryStatus) => Promise<void>;
	readonly now: () => number;
	readonly random: () => number;
	readonly newId: () => string;
}

/** Should the worker die while it sends, or its storage fail, the alarm brings it back. */
export const SAFETY_MS = 60_000;

/** Sends the oldest events; false when there is nothing more to do now. */
export async function sendBatch(deps: OutboxDeps): Promise<boolean> {
	const { store, now, newId } = deps;
	// Also where telemetry is off: what is too old goes all the same.
	const events = await store.take(newId);
	const [destination, { state }] = await Promise.all([deps.destination(), store.read()]);
	if (events.length === 0 || isOff(destination) || state.pausedByUser) return false;
	if (holds(state.hold, destination.id, now())) return false;
	await deps.wakeAt(now() + SAFETY_MS);
	const allowed = permitted(events, destination.groups);
	await store.remove(events.filter(({ uid }) => !allowed.some((event) => event.uid === uid)));
	const batch = allowed.slice(0, fitting(allowed.map((event) => sizeOf(destination, event))));
	return batch.length === 0 || deliver(batch, destination, deps);
}

async function deliver(batch: readonly TelemetryEvent[], destination: Destination, deps: OutboxDeps): Promise<boolean> {
	const { acknowledged, held } = await tryAll(batch, destination, deps);
	if (held) return false;
	if (acknowledged) return true;
	// An endpoint that refuses one record after another is itself in doubt: not all at once.
	const { failures } = (await deps.store.read()).state;
	await hold(
		{ do: 'wait', delayMs: backOff(failures, deps.random()), problem: 'refuses every record' },
		destination,
		deps,
	);
	return false;
}

interface Tried {
	/** Something of it arrived. */
	readonly acknowledged: boolean;
	/** Sending has to rest; what is left stays queued. */
	readonly held: boolean;
}

/** Posts, and splits where it has to, until each event is acknowledged, refused by itself, or has to wait. */
async function tryAll(events: readonly TelemetryEvent[], destination: Destination, deps: OutboxDeps): Promise<Tried> {
	const { store, now, random } = deps;
	const { failures } = (await store.read()).state;
	const answer = await deps.post(destination, events);
	const decision = decide(answer, { events: events.length, failures, now: now(), random: random() });
	if (decision.do === 'split') return halves(events, destination, deps);
	if (decision.do === 'delete') {
		await store.remove(events, (state) => ({
			...state,
			losses: loseRejected(state.losses, decision.rejected, events),
			failures: 0,
			hold: undefined,
			lastSentAt: now(),
		}));
		return { acknowledged: true, held: false };
	}
	if (decision.do === 'drop') {
		await store.remove(events, (state) => ({ ...state, losses: lose(state.losses, 'refused', events) }));
		return { acknowledged: false, held: false };
	}
	await hold(decision, destination, deps);
	return { acknowledged: false, held: true };
}

async function halves(events: readonly TelemetryEvent[], destination: Destination, deps: OutboxDeps): Promise<Tried> {
	const middle = Math.ceil(events.length / 2);
	const first = await tryAll(events.slice(0, middle), destination, deps);
	if (first.held) return first;
	const second = await tryAll(events.slice(middle), destination, deps);
	return { acknowledged: first.acknowledged || second.acknowledged, held: second.held };
}

type Rest = Extract<Decision, { readonly do: 'wait' | 'pause' }>;

async function hold(rest: Rest, destination: Destination, { store, now }: OutboxDeps): Promise<void> {
	const since = now();
	const { do: kind, delayMs, problem } = rest;
	const held: Hold = { kind, since, until: since + delayMs, destination: destination.id, problem };
	await store.change((state) => ({ ...state, hold: held, failures: state.failures + 1 }));
}

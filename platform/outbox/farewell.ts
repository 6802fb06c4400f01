import type { EventContext } from '../../core/telemetry/events.ts';
import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { type Hold, holds } from '../../core/telemetry/queue.ts';
import { permitted } from '../../core/telemetry/resource.ts';
import { postAtOnce } from './post.ts';
import type { OutboxStore } from './store.ts';
import { type Destination, isOff, type Off } from './where.ts';

/** Sends one event in the moment in which the browser ends; the outbox keeps it all the same, under the same uid. */
export interface Farewell {
	/** Learns what has to be known by then; again whenever it may have changed. */
	prepare(): Promise<void>;
	/** Nothing is awaited here. Silent where nothing may be sent now. */
	send(make: (context: EventContext) => TelemetryEvent): void;
}

interface Prepared {
	readonly destination: Destination;
	readonly context: EventContext;
	readonly hold: Hold | undefined;
}

export interface FarewellDeps {
	readonly store: OutboxStore;
	readonly destination: () => Promise<Destination | Off>;
	readonly context: () => Promise<EventContext>;
}

export function createFarewell({ store, destination, context }: FarewellDeps): Farewell {
	let prepared: Prepared | undefined;
	return {
		prepare: async () => {
			const [where, { state }, surroundings] = await Promise.all([destination(), store.read(), context()]);
			const { pausedByUser, hold } = state;
			prepared = isOff(where) || pausedByUser ? undefined : { destination: where, context: surroundings, hold };
		},
		send: (make) => {
			if (!prepared) return;
			const { destination: to, context: surroundings, hold } = prepared;
			if (holds(hold, to.id, Date.now())) return;
			void postAtOnce(to, permitted([make(surroundings)], to.groups));
		},
	};
}

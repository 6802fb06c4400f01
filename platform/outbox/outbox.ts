import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { permitted } from '../../core/telemetry/resource.ts';
import { statusOf } from '../../core/telemetry/status.ts';
import { type OutboxDeps, SAFETY_MS, sendBatch } from './deliver.ts';
import type { OutboxState } from './store.ts';
import { isOff } from './where.ts';

export interface Outbox {
	/** Keeps events to be sent, durably when it resolves; where telemetry is off, nothing. */
	add(events: readonly TelemetryEvent[], change?: (state: OutboxState) => OutboxState): Promise<void>;
	/** Sends what is queued, unless it has to wait. One sender at a time; ends when nothing is left to do. Never rejects. */
	flush(): Promise<void>;
	/** Sends now what a pause or a wait holds back. */
	resume(): Promise<void>;
	/** Keeps events, sends none, until `resume`. */
	pause(): Promise<void>;
	/** Deletes what is queued. */
	clear(): Promise<void>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
	const { store } = deps;
	let sending: Promise<void> | undefined;
	let again = false;

	/** Asked for again while it reports, it goes round again: what was added meanwhile is not left lying. */
	async function drain(): Promise<void> {
		try {
			do {
				again = false;
				while (await sendBatch(deps));
				await report(deps);
			} while (again);
		} catch (error) {
			await deps.wakeAt(deps.now() + SAFETY_MS);
			await deps.changed({ status: 'waiting', queued: 0, problem: storageProblem(error) });
		} finally {
			sending = undefined;
		}
	}

	function flush(): Promise<void> {
		again = true;
		sending ??= drain();
		return sending;
	}

	return {
		flush,
		add: async (events, change) => {
			const destination = await deps.destination();
			if (!isOff(destination)) await store.add(permitted(events, destination.groups), change);
		},
		resume: async () => {
			await store.change((state) => ({ ...state, hold: undefined, pausedByUser: false }));
			return flush();
		},
		pause: async () => {
			await store.change((state) => ({ ...state, pausedByUser: true }));
			await report(deps);
			return flush();
		},
		clear: async () => {
			await store.clear();
			await report(deps);
			return flush();
		},
	};
}

/** In the user's words: a full disk, or a profile that may not write. */
export function storageProblem(error: unknown): string {
	return `events cannot be kept on this computer (${error instanceof Error ? error.name : 'unknown error'})`;
}

async function report(deps: OutboxDeps): Promise<void> {
	const [{ queued, state }, destination] = await Promise.all([deps.store.read(), deps.destination()]);
	const { hold, pausedByUser, lastSentAt } = state;
	const where = isOff(destination) ? { reason: destination.reason } : { destination: destination.id };
	const status = statusOf({ queued, hold, pausedByUser, lastSentAt, ...where, now: deps.now() });
	await deps.wakeAt(queued > 0 ? status.nextTryAt : undefined);
	await deps.changed(status);
}

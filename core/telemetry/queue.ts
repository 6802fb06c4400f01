import { lossEvent } from './events.ts';
import type { TelemetryEvent } from './otlp.ts';

/** What an outbox may keep: a week with a run every two minutes. The oldest go first. */
export const MAX_QUEUED = 5_000;
export const MAX_AGE_MS = 7 * 86_400_000;
/** What one request may hold; bytes before compression. */
export const MAX_BATCH = 100;
export const MAX_BATCH_BYTES = 256_000;

export const LOSS_REASONS = ['full', 'old', 'refused'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];
/** Events dropped unsent and not yet reported. */
export type Losses = Readonly<Record<LossReason, number>>;
export const NO_LOSSES: Losses = { full: 0, old: 0, refused: 0 };

/** Why sending rests. Counts only for the destination that caused it: a new endpoint or token starts anew. */
export interface Hold {
	readonly kind: 'wait' | 'pause';
	/** ms since the epoch, this machine's clock. */
	readonly since: number;
	readonly until: number;
	readonly destination: string;
	readonly problem: string;
}

/** A clock that was set back must not stretch a hold: before its beginning it is over. */
export function holds(hold: Hold | undefined, destination: string, now: number): hold is Hold {
	return hold !== undefined && hold.destination === destination && now >= hold.since && now < hold.until;
}

/** Why the oldest event is dropped, if it is. `excess`: events above the bound. */
export function dropReason(addedAt: number, excess: number, now: number): 'full' | 'old' | undefined {
	if (excess > 0) return 'full';
	return now - addedAt > MAX_AGE_MS ? 'old' : undefined;
}

/** Events that go when this one does: a report of losses stands for those that it counts. */
export function weightOf({ name, attributes }: TelemetryEvent): number {
	const count = attributes['linecheck.loss.count'];
	return name === 'linecheck.loss' && typeof count === 'number' ? count : 1;
}

/** Adds losses. A refused report of losses is not reported: the next one would be refused as well, for ever. */
export function lose(losses: Losses, reason: LossReason, dropped: readonly TelemetryEvent[]): Losses {
	const counted = dropped.filter(({ name }) => reason !== 'refused' || name !== 'linecheck.loss');
	const sum = counted.reduce((total, event) => total + weightOf(event), 0);
	return { ...losses, [reason]: losses[reason] + sum };
}

export function sumOf(a: Losses, b: Losses): Losses {
	return { full: a.full + b.full, old: a.old + b.old, refused: a.refused + b.refused };
}

/** Adds what a partial success refused: it says how many, not which. */
export function loseRejected(losses: Losses, rejected: number, sent: readonly TelemetryEvent[]): Losses {
	const real = sent.filter(({ name }) => name !== 'linecheck.loss').length;
	return { ...losses, refused: losses.refused + Math.min(rejected, real) };
}

/** The reports of these losses, one for each reason. */
export function lossEvents(losses: Losses, at: number, newId: () => string): TelemetryEvent[] {
	return LOSS_REASONS.filter((reason) => losses[reason] > 0).map((reason) =>
		lossEvent({ id: newId(), at, count: losses[reason], reason }),
	);
}

/** How many of the first events fit into one request; at least one. `sizes`: bytes of each. */
export function fitting(sizes: readonly number[]): number {
	let bytes = 0;
	const over = sizes.findIndex((size) => {
		bytes += size;
		return bytes > MAX_BATCH_BYTES;
	});
	return over === -1 ? sizes.length : Math.max(1, over);
}

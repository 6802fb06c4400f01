import { type Hold, holds } from './queue.ts';

/** How telemetry stands, for the views. */
export interface TelemetryStatus {
	readonly status: 'off' | 'ok' | 'waiting' | 'paused';
	/** Events kept to be sent. */
	readonly queued: number;
	/** ms since the epoch: the last acknowledgement. */
	readonly lastSentAt?: number | undefined;
	/** ms since the epoch: the next try by itself. */
	readonly nextTryAt?: number | undefined;
	/** Paused by the user, not by the endpoint. */
	readonly byUser?: boolean | undefined;
	readonly problem?: string | undefined;
}

export interface StatusInput {
	readonly queued: number;
	readonly hold?: Hold | undefined;
	readonly pausedByUser?: boolean | undefined;
	readonly lastSentAt?: number | undefined;
	/** Undefined: telemetry is off, `reason` says why where it is not for want of an endpoint. */
	readonly destination?: string | undefined;
	readonly reason?: string | undefined;
	readonly now: number;
}

export function statusOf({
	queued,
	hold,
	lastSentAt,
	pausedByUser,
	destination,
	reason,
	now,
}: StatusInput): TelemetryStatus {
	const base = { queued, lastSentAt };
	if (destination === undefined) return { ...base, status: 'off', problem: reason };
	if (pausedByUser) return { ...base, status: 'paused', byUser: true };
	if (!holds(hold, destination, now)) return { ...base, status: 'ok' };
	return {
		...base,
		status: hold.kind === 'pause' ? 'paused' : 'waiting',
		nextTryAt: hold.until,
		problem: hold.problem,
	};
}

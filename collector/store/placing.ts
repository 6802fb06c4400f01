import type { LogRow, Store } from './store.ts';

/** A clock may run ahead this far before its records are taken to be of now. */
const MAX_AHEAD_MS = 300_000;
/** Records whose time was changed, remembered: sent again a while later they are no longer ahead. */
const MAX_MOVED = 100_000;

const uidOf = (row: LogRow): string => row.LogAttributes['log.record.uid'] ?? '';
const keyOf = (row: LogRow): string => `${row.Timestamp} ${uidOf(row)}`;

/**
 * A record from the future is stored as of its arrival (`now`, ms since the epoch), else it would hide what comes after
 * it. Sent again, it gets the time it got first: one record, one time.
 */
export function createPlacing(store: Pick<Store, 'timesOf'>) {
	const moved = new Map<string, string>();

	const move = async (rows: readonly LogRow[], now: number): Promise<void> => {
		const known = await store.timesOf(rows.map(uidOf));
		for (const row of rows) moved.set(keyOf(row), known.get(uidOf(row)) ?? (now / 1000).toFixed(3));
	};

	return async (rows: readonly LogRow[], now: number): Promise<readonly LogRow[]> => {
		const limit = (now + MAX_AHEAD_MS) / 1000;
		const ahead = rows.filter((row) => Number(row.Timestamp) > limit && !moved.has(keyOf(row)));
		if (ahead.length > 0) await move(ahead, now);
		if (moved.size === 0) return rows;
		const placed = rows.map((row) => ({ ...row, Timestamp: moved.get(keyOf(row)) ?? row.Timestamp }));
		for (const oldest of moved.keys()) if (moved.size > MAX_MOVED) moved.delete(oldest);
		return placed;
	};
}

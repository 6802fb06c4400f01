import type { LogRow, Store } from './store.ts';

/** A sender corrects its clock by our `Date`, which has whole seconds. What is further ahead is taken to be of now. */
const MAX_AHEAD_MS = 2_000;
/** Records whose time was changed, remembered: sent again a while later they are no longer ahead. */
const MAX_MOVED = 100_000;

/** Of a record that came without a time. */
export const NO_TIME = '0.000000000';

/** Attribute of a record whose time was changed: the time that it came with, as in `LogRow`. */
export const CLAIMED = 'linecheck.time.claimed';

const uidOf = (row: LogRow): string => row.LogAttributes['log.record.uid'] ?? '';
const keyOf = (row: LogRow): string => `${row.Timestamp} ${uidOf(row)}`;

/**
 * A record from the future, or without a time, is stored as of its arrival (`now`, ms since the epoch): else it would hide
 * what comes after it. Sent again, it gets the time it got first, also after a restart: one record, one time.
 */
export function createPlacing(store: Pick<Store, 'moved'>) {
	let loading: Promise<Map<string, string>> | undefined;
	const remembered = () => {
		loading ??= store.moved(MAX_MOVED).catch((error: unknown) => {
			loading = undefined;
			throw error;
		});
		return loading;
	};

	return async (rows: readonly LogRow[], now: number): Promise<readonly LogRow[]> => {
		const moved = await remembered();
		const limit = (now + MAX_AHEAD_MS) / 1000;
		const arrival = (now / 1000).toFixed(3);
		const unplaced = new Set(rows.filter(({ Timestamp }) => Timestamp === NO_TIME || Number(Timestamp) > limit));
		for (const row of unplaced) if (uidOf(row) !== '' && !moved.has(keyOf(row))) moved.set(keyOf(row), arrival);
		if (moved.size + unplaced.size === 0) return rows;
		const placed = rows.map((row) => at(row, moved.get(keyOf(row)) ?? (unplaced.has(row) ? arrival : undefined)));
		for (const oldest of moved.keys()) if (moved.size > MAX_MOVED) moved.delete(oldest);
		return placed;
	};
}

const at = (row: LogRow, time: string | undefined): LogRow =>
	time === undefined
		? row
		: { ...row, Timestamp: time, LogAttributes: { ...row.LogAttributes, [CLAIMED]: row.Timestamp } };

/**
 * Checks that a page caused: at most two in ten seconds and thirty an hour, whatever the page says. Two, since a call may
 * fail right after something less was noticed.
 */
export const WINDOW_MS = 10_000;
export const MAX_A_WINDOW = 2;
export const MAX_AN_HOUR = 30;
const HOUR_MS = 3_600_000;

/** The times of earlier checks with this one added; undefined where it would be one too many. */
export function admitCheck(times: readonly number[], now: number): number[] | undefined {
	const recent = recentOf(times, now);
	const before = recent.at(-MAX_A_WINDOW);
	if (isSpent(times, now) || (before !== undefined && now - before < WINDOW_MS)) return undefined;
	return [...recent, now];
}

const recentOf = (times: readonly number[], now: number) => times.filter((at) => now - at < HOUR_MS && at <= now);

/** The hour's checks are spent: the next one is minutes away, not seconds. */
export function isSpent(times: readonly number[], now: number): boolean {
	return recentOf(times, now).length >= MAX_AN_HOUR;
}

/** When a standing cause is tried again, ms after it was found: at 15 s, 30 s, then each minute, for half an hour. */
export const RECOVERY_MS: readonly number[] = [
	15_000,
	30_000,
	...Array.from({ length: 30 }, (_, i) => (i + 1) * 60_000),
];

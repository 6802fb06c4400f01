const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A result older than this may be of another network: people move between office, home and VPN. */
export const STALE_AFTER_MS = HOUR;

/** How long ago something was, in words. A clock set back reads as "just now". */
export function ageText(ms: number): string {
	if (ms < 10 * SECOND) return 'just now';
	if (ms < MINUTE) return `${Math.floor(ms / SECOND)} seconds ago`;
	if (ms < HOUR) return ago(ms, MINUTE, 'minute');
	if (ms < DAY) return ago(ms, HOUR, 'hour');
	return ago(ms, DAY, 'day');
}

function ago(ms: number, unit: number, name: string): string {
	const count = Math.floor(ms / unit);
	return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}

/** 85 → "85 ms", 4020 → "4.0 s". */
export function durationText(ms: number): string {
	return ms < SECOND ? `${Math.round(ms)} ms` : `${(ms / SECOND).toFixed(1)} s`;
}

import { createdAt, type IpRanges, type NewPrefix, newPrefixes } from './ip-ranges.ts';

/** The services that the rules name: what is kept of the 2.6 MB file. */
const KEPT = new Set(['AMAZON_CONNECT', 'EC2', 'CLOUDFRONT', 'AMAZON']);

/** The last good copy of ip-ranges.json, what is new in it, and how the last look went. */
export interface RangesLook {
	/** ms since the epoch. */
	readonly lookedAt: number;
	readonly ranges?: IpRanges;
	/** Ranges that some copy brought after the first one, with the day by which each must be allowed. */
	readonly news: readonly NewPrefix[];
	/** Why the last look brought nothing. */
	readonly problem?: string;
}

/** How long a new range stays news after its day, ms: traffic moves onto it over two weeks (administrator guide). */
const NEWS_MS = 14 * 24 * 3600 * 1000;

/** A good copy: compared with the one before, and kept in its place. */
export function lookedWell(last: RangesLook | undefined, fetched: IpRanges, now: number): RangesLook {
	const ranges = { ...fetched, prefixes: fetched.prefixes.filter(({ service }) => KEPT.has(service)) };
	const older = last?.ranges;
	const isNewer = older !== undefined && createdAt(older) < createdAt(ranges);
	const added = isNewer ? newPrefixes(older, ranges) : [];
	const standing = (last?.news ?? []).filter(({ allowBy }) => Date.parse(allowBy) + NEWS_MS > now);
	// An older copy than ours (a stale cache on the way) changes nothing.
	if (older && !isNewer) return { lookedAt: now, ranges: older, news: standing };
	return { lookedAt: now, ranges, news: [...standing, ...added] };
}

/** A damaged or missing copy: the last good one stands. */
export function lookedInVain(last: RangesLook | undefined, problem: string, now: number): RangesLook {
	return { news: [], ...last, lookedAt: now, problem };
}

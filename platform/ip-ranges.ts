import { openDB } from 'idb';
import { IP_RANGES_URL, readIpRanges } from '../core/catalog/ip-ranges.ts';
import { lookedInVain, lookedWell, type RangesLook } from '../core/catalog/ranges-look.ts';

/** Amazon changes the file a few times a week. */
const LOOK_EVERY_MS = 24 * 3600 * 1000;
/** 2.6 MB over a slow line. */
const TIMEOUT_MS = 60_000;

/** In IndexedDB, since it is too large to be read whole with every setting. */
const database = () => openDB('ip-ranges', 1, { upgrade: (db) => void db.createObjectStore('look') });

/** Undefined before the first look, and where the browser keeps nothing (a private profile). */
export async function readRangesLook(): Promise<RangesLook | undefined> {
	try {
		const db = await database();
		return await db.get('look', 'last').finally(() => db.close());
	} catch {
		return undefined;
	}
}

/** Looks again if the last look is a day old, or at once when `now` is asked for. */
export async function lookForRanges(at: 'daily' | 'now'): Promise<RangesLook> {
	const last = await readRangesLook();
	if (at === 'daily' && last && Date.now() - last.lookedAt < LOOK_EVERY_MS) return last;
	const look = await fetchRanges(last);
	const db = await database();
	await db.put('look', look, 'last').finally(() => db.close());
	return look;
}

async function fetchRanges(last: RangesLook | undefined): Promise<RangesLook> {
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(IP_RANGES_URL, { credentials: 'omit', cache: 'no-cache', signal });
		const read = response.ok ? readIpRanges(await response.text()) : undefined;
		if (read?.ok) return lookedWell(last, read.ranges, Date.now());
		return lookedInVain(last, read?.error ?? `ip-ranges.json was answered with status ${response.status}`, Date.now());
	} catch {
		return lookedInVain(last, 'ip-ranges.json could not be fetched from here', Date.now());
	}
}

import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/** Looks until it is as wanted, for `ms` at most: what was seen last. */
export async function lookUntil<T>(look: () => Promise<T>, reached: (seen: T) => boolean, ms: number): Promise<T> {
	const deadline = performance.now() + ms;
	let seen = await look();
	while (!reached(seen) && performance.now() < deadline) {
		await delay(POLL_MS);
		seen = await look();
	}
	return seen;
}

/** Looks until it is as wanted; throws what it saw last after `ms`. */
export async function until<T>(look: () => Promise<T>, reached: (seen: T) => boolean, ms = 30_000): Promise<T> {
	const seen = await lookUntil(look, reached, ms);
	if (reached(seen)) return seen;
	throw new Error(`after ${ms} ms: ${JSON.stringify(seen)?.slice(0, 500)}`);
}

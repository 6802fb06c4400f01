export interface Rate {
	readonly perSecond: number;
	readonly burst: number;
}

export interface RateLimit {
	/** 0 if `amount` may pass, else the seconds to wait; then nothing is taken. */
	take(key: string, amount: number): number;
	/** What was taken and is not to count. */
	give(key: string, amount: number): void;
}

/** Keys kept before those that are full again are forgotten. */
const MAX_KEYS = 100_000;

/** Token buckets by key. One request larger than the whole bucket passes when the bucket is full. */
export function createRateLimit({ perSecond, burst }: Rate, now: () => number): RateLimit {
	const buckets = new Map<string, { level: number; at: number }>();
	const levelOf = (key: string): number => {
		const bucket = buckets.get(key);
		if (!bucket) return burst;
		// a clock that is set back takes nothing away, and goes on from there
		bucket.at = Math.min(bucket.at, now());
		return Math.min(burst, bucket.level + ((now() - bucket.at) / 1000) * perSecond);
	};
	return {
		take: (key, amount) => {
			const level = levelOf(key);
			const needed = Math.min(amount, burst);
			if (level < needed) return Math.ceil((needed - level) / perSecond);
			buckets.set(key, { level: level - amount, at: now() });
			if (buckets.size > MAX_KEYS) for (const old of buckets.keys()) if (levelOf(old) >= burst) buckets.delete(old);
			return 0;
		},
		give: (key, amount) => {
			const bucket = buckets.get(key);
			if (bucket) bucket.level = Math.min(burst, bucket.level + amount);
		},
	};
}

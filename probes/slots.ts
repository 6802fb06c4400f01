/** At most this many connections of ours to one host at a time: diagnosis must not be a burden to what it diagnoses. */
export const MAX_PER_HOST = 3;

/** Counts connections by host; whoever finds it full waits for its turn. */
export interface Slots {
	full(host: string): boolean;
	/** Resolves with the function that frees the slot. */
	acquire(host: string): Promise<() => void>;
}

export function createSlots(max = MAX_PER_HOST): Slots {
	const taken = new Map<string, number>();
	const waiting = new Map<string, (() => void)[]>();
	const full = (host: string): boolean => (taken.get(host) ?? 0) >= max;
	const release = (host: string): void => {
		taken.set(host, (taken.get(host) ?? 1) - 1);
		waiting.get(host)?.shift()?.();
	};
	return {
		full,
		acquire: async (host) => {
			while (full(host)) {
				await new Promise<void>((resolve) => {
					waiting.set(host, [...(waiting.get(host) ?? []), resolve]);
				});
			}
			taken.set(host, (taken.get(host) ?? 0) + 1);
			return () => release(host);
		},
	};
}

/** Streams' own limit for a CCP to answer its `synchronize`, ms. */
export const ACKNOWLEDGE_MS = 5000;

export interface Acknowledge {
	/** The CCP answered. */
	heard(): void;
	/** Resolves true at the next answer, false when none comes in time. */
	next(): Promise<boolean>;
}

export function createAcknowledge(): Acknowledge {
	let waiting: ((acknowledged: boolean) => void)[] = [];
	const settle = (acknowledged: boolean): void => {
		for (const resolve of waiting) resolve(acknowledged);
		waiting = [];
	};
	return {
		heard: () => settle(true),
		next: () =>
			new Promise((resolve) => {
				waiting.push(resolve);
				setTimeout(() => resolve(false), ACKNOWLEDGE_MS);
			}),
	};
}

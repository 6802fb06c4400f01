/** What a promise comes to, if it does so within `ms`; else `otherwise`. */
export function within<T, U>(promise: Promise<T>, ms: number, otherwise: U): Promise<T | U> {
	return Promise.race([promise, new Promise<U>((resolve) => setTimeout(resolve, ms, otherwise))]);
}

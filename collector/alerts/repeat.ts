/** Does the work again and again, `pauseMs` after it last ended: never twice at once. Gives what stops it. */
export function repeat(work: () => Promise<void>, pauseMs: number): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	const again = () => {
		if (!stopped) timer = setTimeout(() => work().finally(again), pauseMs);
	};
	again();
	return () => {
		stopped = true;
		clearTimeout(timer);
	};
}

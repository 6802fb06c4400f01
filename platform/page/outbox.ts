import { joinSignals, type PageSignals } from '../../core/incident/signals.ts';

/** One message a second is all that crosses to the worker, whatever happens in the page. */
const EVERY_MS = 1000;
/** What is no failure waits so long for one: a call tells its phase, and a second later that it fails. */
const PATIENCE_MS = 2500;

export interface Outbox {
	tell(signals: Partial<PageSignals>): void;
	/** Now, whatever the limit says. */
	flush(): void;
}

/** Sends a failure as soon as the limit admits it, and everything else with it or a little later. */
export function createOutbox(send: (signals: PageSignals) => void, signal: AbortSignal): Outbox {
	let waiting: PageSignals = { hints: [] };
	let timer: ReturnType<typeof setTimeout> | undefined;
	let dueAt = Number.POSITIVE_INFINITY;
	let sentAt = Number.NEGATIVE_INFINITY;

	function flush(): void {
		clearTimeout(timer);
		timer = undefined;
		dueAt = Number.POSITIVE_INFINITY;
		sentAt = performance.now();
		send(waiting);
		waiting = { hints: [] };
	}

	/** An earlier time wins over the one that was set. */
	function flushAt(at: number): void {
		if (at >= dueAt) return;
		clearTimeout(timer);
		dueAt = at;
		const wait = at - performance.now();
		if (wait <= 0) flush();
		else timer = setTimeout(flush, wait);
	}

	// What waits is not lost where this script's life ends.
	signal.addEventListener('abort', () => timer !== undefined && flush());
	return {
		flush,
		tell: (signals) => {
			waiting = joinSignals(waiting, { hints: [], ...signals });
			const patience = (signals.hints ?? []).length > 0 ? 0 : PATIENCE_MS;
			flushAt(Math.max(sentAt + EVERY_MS, performance.now() + patience));
		},
	};
}

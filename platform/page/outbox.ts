import { joinSignals, type PageSignals } from '../../core/incident/signals.ts';

/** One message a second is all that crosses to the worker, whatever happens in the page. */
const EVERY_MS = 1000;

export interface Outbox {
	tell(signals: Partial<PageSignals>): void;
}

/** Sends at once, then gathers what comes within the second. */
export function createOutbox(send: (signals: PageSignals) => void, signal: AbortSignal): Outbox {
	let waiting: PageSignals | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function flush(): void {
		timer = undefined;
		if (waiting === undefined || signal.aborted) return;
		send(waiting);
		waiting = undefined;
		timer = setTimeout(flush, EVERY_MS);
	}

	return {
		tell: (signals) => {
			waiting = joinSignals(waiting ?? { hints: [] }, { hints: [], ...signals });
			if (timer === undefined) flush();
		},
	};
}

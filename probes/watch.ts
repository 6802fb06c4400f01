import type { SeenRequest } from '../core/evidence/request.ts';
import type { Environment } from '../core/evidence/types.ts';

/** What the browser's request log has of one URL: `settled` resolves at the answer or at the error. */
export interface RequestWatch {
	readonly settled: Promise<void>;
	readonly seen: () => SeenRequest;
	readonly stop: () => void;
}

export interface WatchDeps {
	readonly browser: Environment['browser'];
	readonly watch: (url: string) => RequestWatch;
}

/** How long the request log may lag behind the request, ms: both come from the browser's process, in no fixed order. */
const LOG_LAG_MS = 1000;

/** Waits for the request log. */
export function settle({ settled }: RequestWatch): Promise<void> {
	return Promise.race([settled, new Promise<void>((resolve) => setTimeout(resolve, LOG_LAG_MS))]);
}

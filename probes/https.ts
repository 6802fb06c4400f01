import { classifyRequest } from '../core/evidence/classify.ts';
import { readAnswer, type SeenRequest } from '../core/evidence/request.ts';
import type { Environment, Outcome } from '../core/evidence/types.ts';
import type { Probe } from './types.ts';

/** What the browser's request log has of one URL: `settled` resolves at the response headers or at the error. */
export interface RequestWatch {
	readonly settled: Promise<void>;
	readonly seen: () => SeenRequest;
	readonly stop: () => void;
}

export interface HttpsDeps {
	readonly browser: Environment['browser'];
	readonly watch: (url: string) => RequestWatch;
}

/** How long the request log may lag behind `fetch`, ms: both come from the browser's process, in no fixed order. */
const LOG_LAG_MS = 300;

/** Requests the URL with nothing of the agent's: no cookies, no cache, redirects not followed. */
export function httpsProbe({ browser, watch }: HttpsDeps): Probe {
	return async (target, signal) => {
		const log = watch(target.url);
		await request(target.url, signal);
		await Promise.race([log.settled, new Promise((resolve) => setTimeout(resolve, LOG_LAG_MS))]);
		log.stop();
		return outcome(browser, log.seen(), signal.aborted);
	};
}

/** The request log tells how it went; the body is never read. */
async function request(url: string, signal: AbortSignal): Promise<void> {
	try {
		const response = await fetch(url, { credentials: 'omit', cache: 'no-store', redirect: 'manual', signal });
		await response.body?.cancel();
	} catch {
		// Why it failed is in the log: `fetch` itself only says that it did.
	}
}

function outcome(browser: Environment['browser'], seen: SeenRequest, aborted: boolean): Outcome {
	const { status } = seen;
	return status === undefined
		? classifyRequest({ browser, seen, aborted })
		: readAnswer({ ...seen, status }, Date.now());
}

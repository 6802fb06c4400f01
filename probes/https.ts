import { classifyRequest } from '../core/evidence/classify.ts';
import { readAnswer } from '../core/evidence/request.ts';
import type { Probe } from './types.ts';
import { settle, type WatchDeps } from './watch.ts';

/** Requests the URL with nothing of the agent's: no cookies, no cache, redirects not followed. */
export function httpsProbe({ browser, watch }: WatchDeps): Probe {
	return async (target, signal) => {
		const log = watch(target.url);
		await request(target.url, signal);
		await settle(log);
		log.stop();
		const seen = log.seen();
		const { status } = seen;
		if (status === undefined) return classifyRequest({ browser, seen, aborted: signal.aborted });
		return readAnswer({ ...seen, status }, Date.now());
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

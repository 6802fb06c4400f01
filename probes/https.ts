import { classifyRequest } from '../core/evidence/classify.ts';
import { readAnswer, type SeenRequest } from '../core/evidence/request.ts';
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
		if (target.kind === 'http' && upgraded(seen)) return { kind: 'failed', code: 'probe-refused', text: UPGRADED };
		if (status === undefined) return classifyRequest({ browser, seen, aborted: signal.aborted });
		return readAnswer({ ...seen, status }, Date.now());
	};
}

const UPGRADED = 'the browser always upgrades this host to https';

/**
 * HSTS: the browser itself redirects to https and connects nowhere, so the answer has no address. Its status is 307 in
 * Chromium 156, 0 in Firefox 153.
 */
function upgraded({ ip, headers, status }: SeenRequest): boolean {
	const own = status === 307 || status === 0;
	return ip === undefined && own && headers?.location?.startsWith('https://') === true;
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

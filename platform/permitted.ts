import { browser } from 'wxt/browser';
import type { Profile } from '../core/profile.ts';
import type { Probe } from '../probes/types.ts';

/** A match pattern has no port: it covers them all. */
function patternOf(url: string): string {
	const { protocol, hostname } = new URL(url);
	return `${protocol}//${hostname}/*`;
}

export function isPermitted(url: string): Promise<boolean> {
	return browser.permissions.contains({ origins: [patternOf(url)] });
}

/**
 * Without the host permission (an on-premise gateway, until the user gives it) the browser hides from us how a request
 * went, and a good answer looks like a failure: then nothing is tried.
 */
export function withPermission(probe: Probe): Probe {
	return async (target, signal) => {
		const permitted = await isPermitted(target.url);
		return permitted ? probe(target, signal) : { kind: 'failed', code: 'probe-refused', text: 'no host permission' };
	};
}

/** Addresses of the profile that no permission covers: only the user can give it. */
export async function unpermittedUrls({ ingenius, network }: Profile): Promise<string[]> {
	const urls = [ingenius?.gateway, network?.neutralUrl].filter((url) => url !== undefined);
	const permitted = await Promise.all(urls.map(isPermitted));
	return urls.filter((_, index) => !permitted[index]);
}

/** Asks the user; false where the user or a policy refuses. Must be called in the click itself, before any `await`. */
export async function permit(urls: readonly string[]): Promise<boolean> {
	try {
		return await browser.permissions.request({ origins: urls.map(patternOf) });
	} catch {
		// Chromium throws where a policy keeps extensions from the host.
		return false;
	}
}

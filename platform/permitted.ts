import { browser } from 'wxt/browser';
import type { Probe } from '../probes/types.ts';

/**
 * Without the host permission (an on-premise gateway, until the user gives it) the browser hides from us how a request
 * went, and a good answer looks like a failure: then nothing is tried.
 */
export function withPermission(probe: Probe): Probe {
	return async (target, signal) => {
		const scheme = new URL(target.url).protocol;
		const permitted = await browser.permissions.contains({ origins: [`${scheme}//${target.host}/*`] });
		return permitted ? probe(target, signal) : { kind: 'failed', code: 'probe-refused', text: 'no host permission' };
	};
}

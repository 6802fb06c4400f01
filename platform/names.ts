import type { Outcome } from '../core/evidence/types.ts';
import type { Probe } from '../probes/types.ts';
import { native } from './firefox-native.ts';

type NameState = 'pending' | 'resolved' | 'not-resolved';

/**
 * Tells silence of DNS from silence of the target, in Firefox: Chromium has no such API outside its developer channel
 * (developer.chrome.com/docs/extensions/reference/api/dns), so there both look alike.
 */
export function withName(probe: Probe): Probe {
	return async (target, signal) => {
		let name: NameState = 'pending';
		native()
			.dns.resolve(target.host)
			.then(
				() => (name = 'resolved'),
				() => (name = 'not-resolved'),
			);
		return refine(await probe(target, signal), name);
	};
}

/** Behind a proxy the proxy resolves, and what connected had resolved. */
function refine(outcome: Outcome, name: NameState): Outcome {
	if (outcome.kind !== 'silent' || outcome.viaProxy || outcome.ip !== undefined) return outcome;
	return name === 'pending' ? { ...outcome, code: 'dns-timeout' } : outcome;
}

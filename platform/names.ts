import type { Outcome } from '../core/evidence/types.ts';
import type { Probe } from '../probes/types.ts';
import { native } from './firefox-native.ts';
import { within } from './within.ts';

/** What the resolver said: nothing yet, or the addresses, none of them where there is no such name. */
type Lookup = readonly string[] | undefined;

/** The browser's own lookup may end before the same one that we ask for: by 1.4 s, seen at a load of 16 on two cores. */
const DUE_MS = 3000;

/**
 * Tells silence of DNS from silence of the target, in Firefox: Chromium has no such API outside its developer channel
 * (developer.chrome.com/docs/extensions/reference/api/dns), so there both look alike.
 */
export function withName(probe: Probe): Probe {
	return async (target, signal) => {
		let lookup: Lookup;
		const looked = native()
			.dns.resolve(target.host)
			.then(
				({ addresses }) => {
					lookup = addresses;
				},
				() => {
					lookup = [];
				},
			);
		const outcome = await probe(target, signal);
		if (isNameless(outcome)) await within(looked, DUE_MS, undefined);
		return target.kind === 'turn' ? refineTurn(outcome, lookup) : refine(outcome, lookup);
	};
}

/**
 * Behind a proxy the proxy resolves, and what connected had resolved. Where the lookup failed and the target is silent
 * all the same, the resolver has just given up.
 */
function refine(outcome: Outcome, lookup: Lookup): Outcome {
	if (outcome.kind !== 'silent' || outcome.viaProxy || outcome.ip !== undefined) return outcome;
	return lookup === undefined || lookup.length === 0 ? { ...outcome, code: 'dns-timeout' } : outcome;
}

const isNameless = (outcome: Outcome) => outcome.kind === 'failed' && outcome.code === 'turn-not-resolved';

/**
 * No proxy carries UDP, so the address is the one that was tried. Firefox 153 gives a loopback address up at once, as
 * it does a name that does not resolve.
 */
function refineTurn(outcome: Outcome, lookup: Lookup): Outcome {
	const [ip] = lookup ?? [];
	if (lookup === undefined && isNameless(outcome)) return { kind: 'silent', code: 'dns-timeout', final: true };
	if (outcome.kind === 'answered' || ip === undefined) return refine(outcome, lookup);
	return outcome.code === 'turn-not-resolved' ? { ...outcome, code: 'turn-unanswered', ip } : { ...outcome, ip };
}

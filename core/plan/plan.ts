import { ENTRIES } from '../catalog/entries.ts';
import { matchesPattern, normalHost } from '../catalog/patterns.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import type { EntryId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import { applies, placeholders } from './conditions.ts';
import { type Expanded, expandEntry, learnable, urlsOn } from './expand.ts';
import { portsOf } from './ports.ts';
import type { Learned, Plan, PlannedEntry, Target, TargetOrigin } from './types.ts';
import { parseProbeUrl, urlsFor } from './url.ts';

/** A host name of at most 253 characters (RFC 1035): what a page or storage hands us is not trusted to be one. */
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/;

/** Names that no document holds: the administrator or the user gave them. */
const NAMED_BY_PROFILE = /\{(alias|bucket|instance-id|auth-prefix|gateway-url)\}/;

interface Candidate {
	readonly url: string;
	readonly origin: TargetOrigin;
	readonly knownToExist: boolean;
}

function learnedHosts(entry: CatalogEntry, expanded: Expanded, learned: Learned): readonly string[] {
	const patterns = learnable(expanded.patterns);
	const hosts = (learned[entry.id] ?? []).map(normalHost);
	return hosts.filter((host) => HOST_NAME.test(host) && patterns.some((pattern) => matchesPattern(pattern, host)));
}

/** An alias is known under the instance's own domain; under another one nobody vouches for the name. */
function isOwnDomain(entry: CatalogEntry, { connect }: Profile): boolean {
	const domains = entry.probe.flatMap((probe) => /\{alias\}\.([a-z.]+)/.exec(probe)?.[1] ?? []);
	return connect === undefined || domains.every((domain) => domain === connect.domain);
}

/** Everything there is to try an entry on, strongest origin first. */
function candidates(entry: CatalogEntry, expanded: Expanded, profile: Profile, learned: Learned): readonly Candidate[] {
	const region = profile.connect?.region ?? '';
	const inRegion = entry.probeSeen === undefined || expanded.replaced || entry.probeSeen.includes(region);
	const seen = inRegion && isOwnDomain(entry, profile);
	const published = entry.probe.some((probe) => NAMED_BY_PROFILE.test(probe)) ? 'profile' : 'published';
	const values = placeholders(profile);
	const fromTraffic = learnedHosts(entry, expanded, learned).flatMap((host) => urlsOn(entry, host, values));
	const newer = expanded.unconfirmed.flatMap((host) => entry.ports.flatMap((rule) => urlsFor(rule.application, host)));
	return [
		...expanded.probes.map((url): Candidate => ({ url, origin: published, knownToExist: seen })),
		...fromTraffic.map((url): Candidate => ({ url, origin: 'learned', knownToExist: true })),
		...newer.map((url): Candidate => ({ url, origin: 'unconfirmed', knownToExist: false })),
	];
}

function targetOf(candidate: Candidate, entry: EntryId): Target | undefined {
	const parsed = parseProbeUrl(candidate.url);
	if (parsed === undefined) return undefined;
	const { url, kind, host, port, protocol } = parsed;
	const { origin, knownToExist } = candidate;
	return { id: url, kind, url, host, port, protocol, origin, entries: [entry], knownToExist };
}

const STRENGTH: readonly TargetOrigin[] = ['published', 'learned', 'profile', 'unconfirmed'];

/** One URL is probed once and speaks for every entry that names it; the strongest origin wins. */
function merge(known: Target | undefined, found: Target): Target {
	if (known === undefined) return found;
	const [stronger] = [known, found].toSorted((a, b) => STRENGTH.indexOf(a.origin) - STRENGTH.indexOf(b.origin));
	const entries = [...new Set([...known.entries, ...found.entries])];
	return { ...known, ...stronger, entries, knownToExist: known.knownToExist || found.knownToExist };
}

/**
 * What a run will try for this profile. Learned hosts become targets of the wildcard entry they were learned for,
 * where they match its pattern; others are ignored. Historical entries are never probed.
 */
export function plan(profile: Profile, learned: Learned = {}): Plan {
	const needed = ENTRIES.filter((entry) => entry.status === 'required' && applies(entry, profile));
	const targets = new Map<string, Target>();
	const entries = needed.map((entry): PlannedEntry => {
		const expanded = expandEntry(entry, profile);
		const own = candidates(entry, expanded, profile, learned)
			.map((candidate) => targetOf(candidate, entry.id))
			.filter((target) => target !== undefined);
		for (const target of own) targets.set(target.id, merge(targets.get(target.id), target));
		const ids = [...new Set(own.map((target) => target.id))];
		return { entry, patterns: expanded.patterns, ports: portsOf(entry, profile), targets: ids };
	});
	const notNeeded = ENTRIES.filter((entry) => !needed.includes(entry)).map((entry) => entry.id);
	return { entries, notNeeded, targets: [...targets.values()] };
}

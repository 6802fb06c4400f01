import { expand, isCidr, isWildcard, normalHost, parsePattern } from '../catalog/patterns.ts';
import type { CatalogEntry, Regional } from '../catalog/types.ts';
import type { Profile } from '../profile.ts';
import { placeholders } from './conditions.ts';
import { parseProbeUrl, urlsFor } from './url.ts';

/** An entry in one region: what to allow, and what is published to try it on. */
export interface Expanded {
	readonly patterns: readonly string[];
	/** The exact hosts that the documents offer in place of the wildcard; empty where they offer none. */
	readonly explicit: readonly string[];
	readonly probes: readonly string[];
	readonly unconfirmed: readonly string[];
	/** The patterns are those of the region itself, so its probe hosts are known to exist. */
	readonly replaced: boolean;
}

const defined = (text: string | undefined): text is string => text !== undefined;
const unique = <T>(items: readonly T[]) => [...new Set(items)];

function hostsOf(entry: CatalogEntry, mode: Regional['mode'], region: string): readonly string[] {
	return [entry.regional, entry.gov].flatMap((part) => (part?.mode === mode ? (part.hosts[region] ?? []) : []));
}

/** The published probes, moved to the hosts that stand in for them in this region: first to first, second to second. */
function replaceHosts(probes: readonly string[], replacements: readonly string[]): readonly string[] {
	const hosts = unique(probes.map((probe) => parseProbeUrl(probe)?.host ?? ''));
	return probes.map((probe) => {
		const parsed = parseProbeUrl(probe);
		if (parsed === undefined) return probe;
		return probe.replace(parsed.host, replacements[hosts.indexOf(parsed.host)] ?? parsed.host);
	});
}

/** What to open on a host of this entry: the published paths, else the root. */
export function urlsOn(entry: CatalogEntry, host: string, values: ReturnType<typeof placeholders>): readonly string[] {
	const probes = entry.probe.map((probe) => expand(probe, values)).filter(defined);
	if (probes.length === 0) return entry.ports.flatMap((rule) => urlsFor(rule.application, host));
	return unique(
		probes.map((probe) => {
			const parsed = parseProbeUrl(probe);
			return parsed === undefined ? probe : probe.replace(parsed.host, host);
		}),
	);
}

function probesOf(entry: CatalogEntry, region: string, values: ReturnType<typeof placeholders>): readonly string[] {
	const notProbed = [entry.regional, entry.gov].some((part) => part?.notProbed?.includes(region));
	if (notProbed || entry.status === 'historical') return [];
	const published = entry.probe.map((probe) => expand(probe, values)).filter(defined);
	const replaced = hostsOf(entry, 'replaces', region);
	const exact = published.length === 0 ? [...replaced, ...hostsOf(entry, 'narrows', region)] : [];
	const onHosts = exact.flatMap((host) => entry.ports.flatMap((rule) => urlsFor(rule.application, host)));
	return [...(replaced.length > 0 ? replaceHosts(published, replaced) : published), ...onHosts];
}

/** Fills an entry in for a profile. Patterns keep the published spelling; hosts to probe are in normal form. */
export function expandEntry(entry: CatalogEntry, profile: Profile): Expanded {
	const values = placeholders(profile);
	const region = (entry.product === 'ingenius' ? profile.ingenius?.region : profile.connect?.region) ?? '';
	const replaced = hostsOf(entry, 'replaces', region);
	const own = replaced.length > 0 ? replaced : entry.patterns.map((pattern) => expand(pattern, values)).filter(defined);
	return {
		patterns: unique([...own, ...hostsOf(entry, 'adds', region)]),
		explicit: hostsOf(entry, 'narrows', region),
		probes: probesOf(entry, region, values),
		unconfirmed: entry.status === 'historical' ? [] : (entry.unconfirmed?.[region] ?? []),
		replaced: replaced.length > 0,
	};
}

/** The wildcard patterns: only they have hosts to learn. A host with a path or a range has none. */
export function learnable(patterns: readonly string[]): readonly string[] {
	return patterns.filter((pattern) => isWildcard(pattern) && !isCidr(pattern) && !hasPath(pattern)).map(normalHost);
}

function hasPath(pattern: string): boolean {
	const parsed = parsePattern(pattern);
	return parsed.kind === 'host' && parsed.path !== '';
}

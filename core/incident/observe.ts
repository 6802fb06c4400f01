import { ENTRIES } from '../catalog/entries.ts';
import { isCidr, matchesPattern, normalHost, parsePattern } from '../catalog/patterns.ts';
import type { CatalogEntry, Regional } from '../catalog/types.ts';
import type { EntryId } from '../ids.ts';

/** All that is ever kept of a request: where it went, and which entries that is. */
export interface Observed {
	readonly scheme: 'https' | 'wss' | 'http';
	readonly host: string;
	readonly port: number;
	/** Entries whose pattern covers it, whatever the profile. */
	readonly entries: readonly EntryId[];
	/** The path of the catalog that it falls under, e.g. `/api`; never the request's own. */
	readonly path?: string;
}

const PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'wss:': 443, 'http:': 80, 'ws:': 80 };
const HOST = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/;

interface Known {
	readonly id: EntryId;
	/** Placeholders as wildcards: a request tells the region and the alias, not the other way round. */
	readonly pattern: string;
	readonly path: string;
}

const hostsOf = (part: Regional | undefined) => Object.values(part?.hosts ?? {}).flat();

function knownOf(entry: CatalogEntry): Known[] {
	const patterns = [...entry.patterns, ...hostsOf(entry.regional), ...hostsOf(entry.gov)];
	return patterns
		.filter((pattern) => !isCidr(pattern) && !pattern.startsWith('{gateway'))
		.flatMap((pattern) => {
			const parsed = parsePattern(pattern.replaceAll(/\{[a-z-]+\}/g, '*'));
			return parsed.kind === 'host' ? [{ id: entry.id, pattern: parsed.host, path: parsed.path }] : [];
		});
}

const KNOWN: readonly Known[] = ENTRIES.filter(({ status }) => status === 'required').flatMap(knownOf);

/** What covers a host, by host: a page asks the same few for hundreds of files. */
const byHost = new Map<string, readonly Known[]>();
const MAX_HOSTS = 500;

function knownAt(host: string): readonly Known[] {
	const found = byHost.get(host) ?? KNOWN.filter(({ pattern }) => matchesPattern(pattern, host));
	if (byHost.size >= MAX_HOSTS) byHost.clear();
	byHost.set(host, found);
	return found;
}

/** A path of the catalog covers itself and everything below it. */
const covers = (path: string, pathname: string) => path === '' || pathname === path || pathname.startsWith(`${path}/`);

/**
 * Scheme, host and port of a request, with the catalog's entries and path that cover it. Query, fragment, credentials,
 * contact ids and any other path end here. Undefined for what no entry covers.
 */
export function observe(url: string): Observed | undefined {
	if (!URL.canParse(url)) return undefined;
	const { protocol, hostname, port, pathname } = new URL(url);
	const fallback = PORTS[protocol];
	const host = normalHost(hostname);
	if (fallback === undefined || !HOST.test(host)) return undefined;
	const covering = knownAt(host).filter(({ path }) => covers(path, pathname));
	if (covering.length === 0) return undefined;
	const path = covering.find((known) => known.path !== '')?.path;
	return {
		scheme: schemeOf(protocol),
		host,
		port: Number(port || fallback),
		entries: [...new Set(covering.map(({ id }) => id))],
		...(path !== undefined && { path }),
	};
}

function schemeOf(protocol: string): Observed['scheme'] {
	if (protocol === 'wss:') return 'wss';
	return protocol === 'https:' ? 'https' : 'http';
}

/** What the plan would probe there: the catalog's path or the root. */
export function observedUrl({ scheme, host, port, path }: Observed): string {
	const standard = (scheme === 'http' ? 80 : 443) === port;
	return `${scheme}://${host}${standard ? '' : `:${port}`}${path ?? '/'}`;
}

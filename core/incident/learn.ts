import * as v from 'valibot';
import { entryOf } from '../catalog/entries.ts';
import { isWildcard } from '../catalog/patterns.ts';
import type { EntryId } from '../ids.ts';
import type { Learned } from '../plan/types.ts';
import { CONNECT_REGIONS, INGENIUS_REGIONS, type Profile, ProfileSchema } from '../profile.ts';
import type { Observed } from './observe.ts';

/** Hosts of the agent's own traffic, by entry: when each was last seen, ms since the epoch. */
export type SeenHosts = Readonly<Partial<Record<EntryId, Readonly<Record<string, number>>>>>;

/** Endpoints are chosen anew at sign-in, so an old one may be gone and accuse nobody: a weekend is bridged, no more. */
export const KEPT_MS = 3 * 86_400_000;
/** Hosts kept of one entry: the newest, since each becomes a target of every run. */
export const KEPT_HOSTS = 8;
/** A host that is seen all day is written once in ten minutes. */
const WRITE_EVERY_MS = 600_000;

/** The hosts with this one seen now; the same object where that changes nothing worth writing. */
export function learn(seen: SeenHosts, observed: Pick<Observed, 'host' | 'entries'>, now: number): SeenHosts {
	const fresh = observed.entries.filter((id) => hasWildcard(id) && isNews(seen[id]?.[observed.host], now));
	if (fresh.length === 0) return seen;
	const news = fresh.map((id) => [id, keep({ ...seen[id], [observed.host]: now }, now)] as const);
	return { ...seen, ...Object.fromEntries(news) };
}

const isNews = (last: number | undefined, now: number) => last === undefined || now - last > WRITE_EVERY_MS;
const hasWildcard = (id: EntryId) => entryOf(id).patterns.some(isWildcard);

function keep(hosts: Readonly<Record<string, number>>, now: number): Record<string, number> {
	const newest = Object.entries(hosts).toSorted((a, b) => b[1] - a[1]);
	return Object.fromEntries(newest.filter(([, at]) => now - at <= KEPT_MS).slice(0, KEPT_HOSTS));
}

/** The hosts that are not too old. */
export function keptHosts(seen: SeenHosts, now: number): SeenHosts {
	return Object.fromEntries(Object.entries(seen).map(([id, hosts]) => [id, keep(hosts, now)] as const));
}

/** What the plan takes: hosts that were seen before and are no longer kept go, the others come to what was learned otherwise. */
export function learnedHosts(learned: Learned, before: SeenHosts, after: SeenHosts): Learned {
	const ids = [...new Set([...Object.keys(learned), ...Object.keys(after)])] as EntryId[];
	const merged = ids.map((id) => {
		const stale = (host: string) => before[id]?.[host] !== undefined && after[id]?.[host] === undefined;
		const hosts = [...(learned[id] ?? []).filter((host) => !stale(host)), ...Object.keys(after[id] ?? {})];
		return [id, [...new Set(hosts)]] as const;
	});
	return Object.fromEntries(merged.filter(([, hosts]) => hosts.length > 0));
}

/** What the page's own hosts say of the profile. */
export interface Suggestion {
	readonly alias?: string;
	readonly domain?: 'my.connect.aws' | 'awsapps.com' | 'govcloud.connect.aws';
	readonly region?: (typeof CONNECT_REGIONS)[number];
	readonly ingeniusRegion?: (typeof INGENIUS_REGIONS)[number];
}

const INSTANCE = /^([a-z0-9-]+)\.(my\.connect\.aws|awsapps\.com|govcloud\.connect\.aws)$/;
const INGENIUS = /^(?:app|data|api)\.([a-z0-9-]+)\.ingenius\.com$/;
/** Hosts that only an instance of that region uses. */
const REGIONAL = /(?:^|\.)(?:connect|connect-telecom|elb)\.([a-z0-9-]+)\.amazonaws\.com$/;
const DOMAINS = ['my.connect.aws', 'awsapps.com', 'govcloud.connect.aws'] as const;

/** Alias and domain from the instance's host, regions from the hosts that name one. */
export function suggestFrom(host: string): Suggestion {
	const [, alias, suffix] = INSTANCE.exec(host) ?? [];
	const domain = DOMAINS.find((known) => known === suffix);
	const region = CONNECT_REGIONS.find((known) => known === REGIONAL.exec(host)?.[1]);
	const ingeniusRegion = INGENIUS_REGIONS.find((known) => known === INGENIUS.exec(host)?.[1]);
	return {
		...(alias && domain && { alias, domain }),
		...(domain === 'govcloud.connect.aws' && { region: 'us-gov-west-1' as const }),
		...(region && { region }),
		...(ingeniusRegion && { ingeniusRegion }),
	};
}

/** The profile as far as the agent's own traffic tells it; undefined while the region is not known. */
export function profileFrom({ alias, domain, region, ingeniusRegion }: Suggestion): Profile | undefined {
	if (!alias || !region) return undefined;
	const ingenius = ingeniusRegion && { region: ingeniusRegion };
	const parsed = v.safeParse(ProfileSchema, { connect: { alias, domain, region }, ...(ingenius && { ingenius }) });
	return parsed.success ? parsed.output : undefined;
}

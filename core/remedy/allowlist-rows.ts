import { AMAZON_CONNECT_SNAPSHOT } from '../catalog/amazon-connect-ranges.ts';
import { ENTRIES } from '../catalog/entries.ts';
import type { IpRanges } from '../catalog/ip-ranges.ts';
import { type IpRule, ipRulesFor, prefixesOf } from '../catalog/ip-rules.ts';
import { isCidr, isWildcard } from '../catalog/patterns.ts';
import type { CatalogEntry, Protocol, When } from '../catalog/types.ts';
import { applies } from '../plan/conditions.ts';
import { expandEntry } from '../plan/expand.ts';
import { portsOf } from '../plan/ports.ts';
import type { Profile } from '../profile.ts';

/** One rule of an allowlist, as `npm run allowlist` prints it. */
export interface AllowlistRow {
	readonly id: string;
	/** Host (`*` for one or more characters), host/path or CIDR. */
	readonly pattern: string;
	readonly port: number;
	readonly protocol: Protocol;
	readonly direction: 'outbound';
	/** False for what only an older document lists. */
	readonly required: boolean;
	/** The conditions under which the entry applies, all of which hold here; empty: always. */
	readonly when: When;
	readonly source: readonly string[];
}

/** The pattern of a service whose ranges are in no snapshot. */
export const NOT_CHECKED = 'not checked: fetch ip-ranges.json';

function patternsOf(entry: CatalogEntry, profile: Profile, explicit: boolean): readonly string[] {
	const expanded = expandEntry(entry, profile);
	if (!explicit || expanded.explicit.length === 0) return expanded.patterns;
	return [...expanded.patterns.filter((pattern) => !isWildcard(pattern)), ...expanded.explicit];
}

function rowsOfEntry(entry: CatalogEntry, profile: Profile, explicit: boolean): readonly AllowlistRow[] {
	const region = profile.connect?.region ?? '';
	const unconfirmed = [entry.regional, entry.gov].some((part) => part?.notProbed?.includes(region));
	return patternsOf(entry, profile, explicit).flatMap((pattern) =>
		portsOf(entry, profile).map(({ port, protocol }) => ({
			id: entry.id,
			pattern,
			port,
			protocol,
			direction: 'outbound',
			required: entry.status === 'required',
			when: entry.when,
			source: unconfirmed ? [...entry.source, 'unconfirmed'] : entry.source,
		})),
	);
}

/** Option 1: every pattern that applies to the profile, and no other; `explicit`: published hosts in place of a wildcard. */
export function domainRows(profile: Profile, explicit: boolean): readonly AllowlistRow[] {
	const entries = ENTRIES.filter((entry) => applies(entry, profile));
	return entries.flatMap((entry) => rowsOfEntry(entry, profile, explicit));
}

function rowsOfRule(rule: IpRule, profile: Profile, fetched: IpRanges | undefined): readonly AllowlistRow[] {
	const { createDate } = fetched ?? AMAZON_CONNECT_SNAPSHOT;
	const prefixes = prefixesOf(rule, profile, fetched);
	const patterns = prefixes?.map(({ cidr }) => cidr) ?? [NOT_CHECKED];
	return [...new Set(patterns)].map((pattern) => ({
		id: `ip-ranges.${rule.service}`,
		pattern,
		port: rule.port,
		protocol: rule.protocol,
		direction: 'outbound',
		required: true,
		when: {},
		source: prefixes === undefined ? ['ip-ranges.json'] : [`ip-ranges.json ${createDate}`],
	}));
}

/** Names that no range of the rules covers: S3, cdnjs, the gateway, and Chime with its own range. */
const UNCOVERED = /(^|[.-])s3[.-]|^cdnjs\.|\.chime\.aws$/;

const staysDomain = ({ id, pattern }: AllowlistRow) =>
	id === 'ingenius.gateway' || isCidr(pattern) || UNCOVERED.test(pattern);

/** Option 2: the ranges that apply, then the names that no range covers. Without a file, what the snapshot holds. */
export function ipRows(profile: Profile, explicit: boolean, fetched?: IpRanges): readonly AllowlistRow[] {
	const ranges = ipRulesFor(profile).flatMap((rule) => rowsOfRule(rule, profile, fetched));
	return [...ranges, ...domainRows(profile, explicit).filter((row) => row.required && staysDomain(row))];
}

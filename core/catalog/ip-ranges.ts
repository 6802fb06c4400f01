import ipaddr from 'ipaddr.js';
import * as v from 'valibot';

/** Where Amazon publishes the ranges of its services. */
export const IP_RANGES_URL = 'https://ip-ranges.amazonaws.com/ip-ranges.json';

export interface Prefix {
	/** IPv4 or IPv6, e.g. `15.193.0.0/19`. */
	readonly cidr: string;
	/** A region, or `GLOBAL`. */
	readonly region: string;
	readonly service: string;
}

/** What the project needs of ip-ranges.json; format: docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html */
export interface IpRanges {
	/** UTC, `2026-08-22-15-17-05`. */
	readonly createDate: string;
	readonly prefixes: readonly Prefix[];
}

const cidr = (kind: 'IPv4' | 'IPv6') =>
	v.pipe(
		v.string(),
		v.check(
			(text) => (kind === 'IPv4' ? ipaddr.IPv4.isValidCIDR(text) : ipaddr.IPv6.isValidCIDR(text)),
			`not an ${kind} range`,
		),
	);

const place = { region: v.pipe(v.string(), v.nonEmpty()), service: v.pipe(v.string(), v.nonEmpty()) };

const IpRangesSchema = v.pipe(
	v.object({
		createDate: v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}){5}$/, 'not a date like 2026-08-22-15-17-05')),
		prefixes: v.pipe(v.array(v.object({ ip_prefix: cidr('IPv4'), ...place })), v.nonEmpty('no IPv4 ranges')),
		ipv6_prefixes: v.pipe(v.array(v.object({ ipv6_prefix: cidr('IPv6'), ...place })), v.nonEmpty('no IPv6 ranges')),
	}),
	v.transform(
		({ createDate, prefixes, ipv6_prefixes }): IpRanges => ({
			createDate,
			prefixes: [
				...prefixes.map(({ ip_prefix, region, service }) => ({ cidr: ip_prefix, region, service })),
				...ipv6_prefixes.map(({ ipv6_prefix, region, service }) => ({ cidr: ipv6_prefix, region, service })),
			],
		}),
	),
);

export type ReadRanges =
	| { readonly ok: true; readonly ranges: IpRanges }
	| { readonly ok: false; readonly error: string };

const refused = (why: string): ReadRanges => ({ ok: false, error: `ip-ranges.json is damaged: ${why}` });

/** Reads ip-ranges.json; a damaged file is refused as a whole, with the first place that is wrong. */
export function readIpRanges(text: string): ReadRanges {
	const json = parseJson(text);
	if (json === undefined) return refused('not JSON');
	const parsed = v.safeParse(IpRangesSchema, json, { abortEarly: true });
	if (parsed.success) return { ok: true, ranges: parsed.output };
	const [issue] = parsed.issues;
	return refused(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** `createDate` as ms since the epoch. */
export function createdAt({ createDate }: IpRanges): number {
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = createDate.split('-').map(Number);
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Amazon uses a new range no sooner than 30 days after it is published (administrator guide). */
export const NOTICE_MS = 30 * 24 * 3600 * 1000;

/** Whether an address lies in one of the ranges; false for what is no address. IPv4-mapped IPv6 counts as IPv4. */
export function contains(prefixes: readonly Prefix[], address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	return prefixes.some(({ cidr: range }) => {
		const [network, bits] = ipaddr.parseCIDR(range);
		return network.kind() === parsed.kind() && parsed.match([network, bits]);
	});
}

export interface NewPrefix extends Prefix {
	/** ISO 8601 date by which it must be allowed: creation of the first copy that holds it, plus 30 days. */
	readonly allowBy: string;
}

const keyOf = ({ cidr: range, region, service }: Prefix) => `${service} ${region} ${range}`;

/** What the newer copy holds and the last one did not. Copies must be compared one after another, none left out. */
export function newPrefixes(last: IpRanges, newer: IpRanges): readonly NewPrefix[] {
	const known = new Set(last.prefixes.map(keyOf));
	const allowBy = new Date(createdAt(newer) + NOTICE_MS).toISOString().slice(0, 10);
	return newer.prefixes.filter((prefix) => !known.has(keyOf(prefix))).map((prefix) => ({ ...prefix, allowBy }));
}

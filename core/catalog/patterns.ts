import ipaddr from 'ipaddr.js';
import { normalHost } from './host.ts';

export { normalHost };

/** A pattern taken apart: `acme.my.connect.aws/ccp-v2` is host and path, `99.77.128.0/18` is a range. */
export type Pattern =
	| { readonly kind: 'host'; readonly host: string; readonly path: string }
	| { readonly kind: 'cidr'; readonly cidr: string };

export function isWildcard(pattern: string): boolean {
	return pattern.includes('*');
}

export function isCidr(pattern: string): boolean {
	return ipaddr.isValidCIDR(pattern);
}

/** Takes a pattern apart; the path keeps its case and its leading slash, and is empty where there is none. */
export function parsePattern(pattern: string): Pattern {
	const known = parsed.get(pattern) ?? parse(pattern);
	parsed.set(pattern, known);
	return known;
}

const parsed = new Map<string, Pattern>();

function parse(pattern: string): Pattern {
	if (isCidr(pattern)) return { kind: 'cidr', cidr: pattern };
	const slash = pattern.indexOf('/');
	if (slash < 0) return { kind: 'host', host: normalHost(pattern), path: '' };
	return { kind: 'host', host: normalHost(pattern.slice(0, slash)), path: pattern.slice(slash) };
}

/** What of a pattern a firewall knows: host or range, no path. */
export function hostPart(pattern: string): string {
	const parsed = parsePattern(pattern);
	return parsed.kind === 'host' ? parsed.host : parsed.cidr;
}

const escapeRegExp = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
const compiled = new Map<string, RegExp>();

function hostExpression(host: string): RegExp {
	const known = compiled.get(host);
	if (known !== undefined) return known;
	const expression = new RegExp(`^${host.split('*').map(escapeRegExp).join('.+')}$`);
	compiled.set(host, expression);
	return expression;
}

function inRange(host: string, cidr: string): boolean {
	const bare = host.replace(/^\[|\]$/g, '');
	if (!ipaddr.isValid(bare)) return false;
	const address = ipaddr.process(bare);
	const [network, bits] = ipaddr.parseCIDR(cidr);
	return address.kind() === network.kind() && address.match([network, bits]);
}

/** A path pattern covers itself and everything below it: `/api` covers `/api/softphone`, not `/apis`. */
function pathMatches(path: string, pattern: string): boolean {
	if (pattern === '' || path === pattern) return true;
	return path.startsWith(pattern.endsWith('/') ? pattern : `${pattern}/`);
}

/** Whether a host (and, where the pattern has a path, that path) falls under a pattern. */
export function matchesPattern(pattern: string, host: string, path = ''): boolean {
	const parsed = parsePattern(pattern);
	const name = normalHost(host);
	if (parsed.kind === 'cidr') return inRange(name, parsed.cidr);
	return hostExpression(parsed.host).test(name) && pathMatches(path, parsed.path);
}

/** Fills `{name}` in; undefined where a value is missing, so that no rule is printed with a hole in it. */
export function expand(template: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
	const names = [...template.matchAll(/\{([a-z-]+)\}/g)].map((found) => found[1] ?? '');
	if (names.some((name) => values[name] === undefined)) return undefined;
	return template.replaceAll(/\{([a-z-]+)\}/g, (_, name: string) => values[name] ?? '');
}

import { CONNECT_REGIONS } from '../profile.ts';
import { ENTRIES } from './entries.ts';
import { isCidr, parsePattern } from './patterns.ts';
import type { CatalogEntry, Regional } from './types.ts';

/** Where the CCP is embedded and the content script runs. */
const SALESFORCE = [
	'*.lightning.force.com',
	'*.my.salesforce.com',
	'*.vf.force.com',
	'*.visualforce.com',
	'*.visual.force.com',
];

/** Streams' own idea of a Connect domain that no published pattern names. */
const STREAMS = ['*.connect.aws.a2z.com'];

const hostsOf = (part: Regional | undefined) => Object.values(part?.hosts ?? {}).flat();

const REGION = new RegExp(`(${[...CONNECT_REGIONS, 'us-gov-east-1'].join('|')})`, 'g');

/**
 * A match pattern has one wildcard, at its start: what is left of a pattern after its last variable part.
 * developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 */
function matchHost(host: string): string {
	const variable = host.replaceAll(/\{[a-z-]+\}/g, '*').replaceAll(REGION, '*');
	const star = variable.lastIndexOf('*');
	if (star < 0) return variable;
	return `*${variable.slice(variable.indexOf('.', star))}`;
}

function hostsNeeded(entry: CatalogEntry): readonly string[] {
	const all = [...entry.patterns, ...hostsOf(entry.regional), ...hostsOf(entry.gov)];
	// The gateway's host is the customer's own: asked for when it is configured.
	const patterns = all.filter((pattern) => !isCidr(pattern) && !pattern.startsWith('{gateway'));
	return patterns.map((pattern) => {
		const parsed = parsePattern(pattern);
		return matchHost(parsed.kind === 'host' ? parsed.host : '');
	});
}

/** `*.aws` covers `*.signin.aws` and `signin.aws`. */
const covers = (wide: string, narrow: string) =>
	wide.startsWith('*.') && wide !== narrow && (narrow.endsWith(wide.slice(1)) || narrow === wide.slice(2));

/** Hosts that the extension must see, as match patterns' hosts: the fewest that cover every entry. */
export function permissionHosts(): readonly string[] {
	const entries = ENTRIES.filter(({ status }) => status === 'required');
	const hosts = [...new Set([...entries.flatMap(hostsNeeded), ...STREAMS, ...SALESFORCE])];
	return hosts.filter((host) => !hosts.some((other) => covers(other, host)));
}

/** The one entry that the documents name with plain HTTP. */
const PLAIN = 'http://cdnjs.cloudflare.com/*';

/** Required host permissions: `*://` covers no web sockets (Chromium 156), so https and wss are both named. */
export function hostPermissions(): readonly string[] {
	return [...permissionHosts().flatMap((host) => [`https://${host}/*`, `wss://${host}/*`]), PLAIN];
}

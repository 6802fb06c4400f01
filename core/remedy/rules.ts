import { isWildcard, matchesPattern, parsePattern } from '../catalog/patterns.ts';
import type { FailureCode } from '../ids.ts';
import type { Plan, PlannedEntry, Target } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';

/** What a rule is about: one entry, and those of its targets that do not get through. */
export interface Missing {
	readonly entry: PlannedEntry;
	readonly targets: readonly Target[];
	readonly cause: FailureCode;
}

const hostOf = (pattern: string) => {
	const parsed = parsePattern(pattern);
	return parsed.kind === 'host' ? parsed.host : parsed.cidr;
};

function covers(pattern: string, { host, url }: Target): boolean {
	return matchesPattern(pattern, host, parseProbeUrl(url)?.path ?? '');
}

/** The patterns that cover what does not get through; all of them where none does. */
function patternsOf({ entry, targets }: Missing): readonly string[] {
	const covering = entry.patterns.filter((pattern) => targets.some((target) => covers(pattern, target)));
	return covering.length > 0 ? covering : entry.patterns;
}

function allowLines({ entry, targets }: Missing, pattern: string): readonly string[] {
	const tried = entry.ports.filter(({ port, protocol }) =>
		targets.some((target) => target.port === port && target.protocol === protocol),
	);
	const ports = tried.length > 0 ? tried : entry.ports;
	return ports.map(({ port, protocol }) => `Allow ${protocol.toUpperCase()} ${port} outbound to ${pattern}`);
}

/** The published hosts in place of a wildcard: for who cannot allow one. */
function publishedLine({ entry }: Missing, plan: Plan): readonly string[] {
	const published = plan.targets.filter(
		({ entries, origin }) => entries.includes(entry.entry.id) && origin === 'published',
	);
	const hosts = [...new Set(published.map(({ host }) => host))];
	if (hosts.length === 0 || !entry.patterns.some(isWildcard)) return [];
	return [`  or, in place of the wildcard, each published host: ${hosts.join(', ')}`];
}

/** What is to be done beside the firewall, by cause. */
const BESIDE: Readonly<Partial<Record<FailureCode, (pattern: string) => string>>> = {
	'dns-not-resolved': (host) => `Resolve ${host} in DNS`,
	'dns-timeout': (host) => `Resolve ${host} in DNS`,
	'turn-not-resolved': (host) => `Resolve ${host} in DNS`,
	'unexpected-address': (host) => `Resolve ${host} in DNS to its public addresses`,
	'tls-untrusted': (host) => `Exempt ${host} from TLS inspection`,
	'tls-inspected': (host) => `Exempt ${host} from TLS inspection`,
	'tls-broken': (host) => `Exempt ${host} from TLS inspection`,
	'websocket-refused': (host) => `Pass web sockets to ${host} (HTTP Upgrade)`,
	'proxy-auth': (host) => `Exempt ${host} from proxy authentication`,
};

/** The exact rules to add, one a line: for every pattern that covers what does not get through. */
export function rulesOf(missing: Missing, plan: Plan): readonly string[] {
	const patterns = patternsOf(missing);
	const beside = BESIDE[missing.cause];
	const hosts = beside === undefined ? [] : [...new Set(patterns.map(hostOf))].map(beside);
	return [...patterns.flatMap((pattern) => allowLines(missing, pattern)), ...publishedLine(missing, plan), ...hosts];
}

import type { Plan, PlannedEntry } from '../plan/types.ts';

/** Host of a pattern as an administrator writes it into a firewall: ranges and paths stay. */
function lineOf(pattern: string, { port, protocol }: PlannedEntry['ports'][number]): string {
	return `Allow ${protocol.toUpperCase()} ${port} outbound to ${pattern}`;
}

function publishedLine(entry: PlannedEntry, plan: Plan): readonly string[] {
	const hosts = plan.targets
		.filter(({ entries, origin }) => entries.includes(entry.entry.id) && origin === 'published')
		.map(({ host }) => host);
	const wildcard = entry.patterns.some((pattern) => pattern.includes('*'));
	if (!wildcard || hosts.length === 0) return [];
	return [`  or, in place of the wildcard, each published host: ${[...new Set(hosts)].join(', ')}`];
}

/** The exact rules of an entry, one a line: every pattern on every port, then the published hosts behind a wildcard. */
export function rulesOf(entry: PlannedEntry, plan: Plan): readonly string[] {
	const lines = entry.patterns.flatMap((pattern) => entry.ports.map((port) => lineOf(pattern, port)));
	return [...lines, ...publishedLine(entry, plan)];
}

import { hostPart, isCidr, matchesPattern } from '../../core/catalog/patterns.ts';
import type { PlannedEntry, Target } from '../../core/plan/types.ts';
import { named } from './faults.ts';
import type { World } from './types.ts';

/** The hosts of an entry's patterns: a firewall knows no paths. Ranges of addresses are left out. */
export function hostPatterns({ patterns }: PlannedEntry): readonly string[] {
	return [...new Set(patterns.filter((pattern) => !isCidr(pattern)).map(hostPart))];
}

/** One rule of the firewall: what an entry shares with another is missing for both. */
function keeps(entry: PlannedEntry, target: Target, removed: readonly string[]): boolean {
	const ports = entry.ports.filter(({ port, protocol }) => port === target.port && protocol === target.protocol);
	const patterns = hostPatterns(entry).filter((pattern) => !removed.includes(pattern));
	return ports.length > 0 && patterns.some((pattern) => matchesPattern(pattern, target.host));
}

/** Whether a default-deny firewall, if there is one, lets a target through: some remaining pattern must cover it. */
export function isAllowed(target: Target, { plan, network }: World): boolean {
	return named(network, 'default-deny').every(({ missing }) => {
		const without: readonly unknown[] = Array.isArray(missing) ? missing : [];
		const removed = plan.entries.filter(({ entry }) => without.includes(entry.id)).flatMap(hostPatterns);
		return plan.entries.some((entry) => keeps(entry, target, removed));
	});
}

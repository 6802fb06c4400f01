import * as v from 'valibot';
import { hostPart, isCidr, matchesPattern } from '../../core/catalog/patterns.ts';
import { ENTRY_IDS, type EntryId } from '../../core/ids.ts';
import { plan } from '../../core/plan/plan.ts';
import type { PlannedEntry } from '../../core/plan/types.ts';
import type { Destination } from '../net/effects.ts';
import type { Host } from '../net/hosts.ts';
import { EMBEDDING } from '../scenario/page-site.ts';
import { defineFault, type FaultContext } from './types.ts';

const patternsOf = (entries: readonly PlannedEntry[]) =>
	new Set(entries.flatMap((entry) => entry.patterns.map(hostPart)));

function allows(entry: PlannedEntry, host: Host, removed: ReadonlySet<string>): boolean {
	const kept = entry.patterns.map(hostPart).filter((pattern) => !removed.has(pattern));
	return kept.some((pattern) => matchesPattern(pattern, isCidr(pattern) ? host.address : host.name));
}

/** Where the office may still go: the profile's allowlist without the patterns of the missing entries. */
function allowed({ site, hosts }: FaultContext, missing: readonly EntryId[]): readonly Destination[] {
	const { entries } = plan(site.profile, site.learned);
	// A pattern that two entries share is one rule of the firewall: without it, both are missing.
	const removed = patternsOf(entries.filter(({ entry }) => missing.includes(entry.id)));
	const listed = hosts.flatMap((host) =>
		entries
			.filter((entry) => allows(entry, host, removed))
			.flatMap((entry) => entry.ports.map(({ port, protocol }) => ({ host: host.name, port, protocol }))),
	);
	const crm = hosts.filter(({ name }) => EMBEDDING.includes(name));
	return [...listed, ...crm.map(({ name }) => ({ host: name, port: 443, protocol: 'tcp' as const }))];
}

const entryId = v.picklist(ENTRY_IDS, (issue) => `no such entry: ${issue.received}`);

/** What a real customer has: everything is dropped but the profile's allowlist, less the entries named. DNS stays open. */
export const defaultDeny = defineFault(
	'default-deny',
	{ missing: v.optional(v.array(entryId), []) },
	({ missing }, context) => [{ kind: 'allow-only', allowed: allowed(context, missing) }],
);

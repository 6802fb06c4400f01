import type { FleetRow, Row } from './rows.ts';

/** The fleet: the sum of its sites. */
export function summaryOf(sites: readonly FleetRow[]): Row<'now-summary'>[] {
	const sum = (count: (site: FleetRow) => number) => sites.reduce((total, site) => total + count(site), 0);
	const [reporting, able, unable] = [
		sum((site) => site.reporting),
		sum((site) => site.able),
		sum((site) => site.unable),
	];
	return [{ reporting, able, unable, unknown: reporting - able - unable, silent: sum((site) => site.silent) }];
}

/** Sites × entries, the most agents first. `reporting`: all of the site, whatever entry is asked for. */
export const heatOf = (sites: readonly FleetRow[], entry: string): Row<'now-heat'>[] =>
	sites
		.flatMap(({ site, present, missing }) =>
			Object.entries(missing).map(([id, agents]) => ({ site, entry: id, agents, reporting: present })),
		)
		.filter((cell) => entry === '' || cell.entry === entry)
		.sort((a, b) => b.agents - a.agents || a.site.localeCompare(b.site) || a.entry.localeCompare(b.entry));

/** Entries that are missing, the worst first. */
export function entriesOf(sites: readonly FleetRow[], entry: string): Row<'now-entries'>[] {
	const found = new Map<string, Row<'now-entries'>>();
	const bySite = new Map(sites.map((site) => [site.site, site]));
	for (const cell of heatOf(sites, entry)) {
		const before = found.get(cell.entry) ?? { entry: cell.entry, agents: 0, sites: 0, since: 0 };
		const times = bySite.get(cell.site)?.since ?? {};
		// What was sent as an entry may have the name of what every object has.
		const since = Object.hasOwn(times, cell.entry) ? (times[cell.entry] ?? 0) : 0;
		found.set(cell.entry, {
			...before,
			agents: before.agents + cell.agents,
			sites: before.sites + 1,
			since: earlier(before.since, since),
		});
	}
	return [...found.values()].sort((a, b) => b.agents - a.agents || a.entry.localeCompare(b.entry));
}

/** 0 is not known. */
const earlier = (a: number, b: number): number => (a === 0 || b === 0 ? a + b : Math.min(a, b));

/** Sites that need help first; of those only that the filters leave. */
export const sitesOf = (sites: readonly FleetRow[]): Row<'now-sites'>[] =>
	sites
		.filter(({ reporting, silent }) => reporting + silent > 0)
		.map(({ site, reporting, unable, silent }) => ({ site, reporting, unable, silent }))
		.sort((a, b) => b.unable - a.unable || b.silent - a.silent || a.site.localeCompare(b.site));

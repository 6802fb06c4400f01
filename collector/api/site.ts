import type { Row, SiteRow } from './rows.ts';

const NOBODY: Row<'site-summary'> = { agents: 0, reporting: 0, able: 0, unable: 0, silent: 0 };

const isAll = ({ entry }: SiteRow): boolean => entry === '';

/** The site: of the agents heard in the range. */
export function siteSummaryOf(rows: readonly SiteRow[]): Row<'site-summary'>[] {
	const { agents, reporting, able, unable, silent } = rows.find(isAll) ?? NOBODY;
	return [{ agents, reporting, able, unable, silent }];
}

/** Entries that are missing, the most reporting agents first. */
export const siteMissingOf = (rows: readonly SiteRow[]): Row<'site-missing'>[] =>
	rows
		.filter((row) => !isAll(row))
		.map(({ entry, agents, since, networks, browsers, causes, rules }) => ({
			entry,
			agents,
			since,
			networks,
			browsers,
			causes,
			rules,
		}));

/** Agents that need help first. */
export const siteAgentsOf = (rows: readonly SiteRow[]): Row<'site-agents'>[] => rows.find(isAll)?.first ?? [];

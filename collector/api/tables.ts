import type * as v from 'valibot';
import type { Store } from '../store/store.ts';
import { type Filters, isHourly, paramsOf } from './filters.ts';
import { entriesOf, heatOf, sitesOf, summaryOf } from './now.ts';
import { FleetRow, ROWS, SiteRow, type TableName, VIEWS, type ViewName } from './rows.ts';
import { siteAgentsOf, siteMissingOf, siteSummaryOf } from './site.ts';

type Rows = readonly unknown[];

/** A table that is made of the rows of a query which answers for several. */
interface Part {
	readonly query: string;
	readonly row: v.GenericSchema;
	readonly make: (rows: Rows, filters: Filters) => Rows;
}

const partOf =
	<T>(query: string, row: v.GenericSchema<unknown, T>) =>
	(make: (rows: readonly T[], filters: Filters) => Rows): Part => ({
		query,
		row,
		// the store parses with `row` what it gives
		make: (rows, filters) => make(rows as readonly T[], filters),
	});
const ofFleet = partOf('now-fleet', FleetRow);
const ofSite = partOf('site-fleet', SiteRow);

const PARTS: Partial<Record<TableName, Part>> = {
	'now-summary': ofFleet(summaryOf),
	'now-entries': ofFleet((sites, { entry }) => entriesOf(sites, entry)),
	'now-heat': ofFleet((sites, { entry }) => heatOf(sites, entry)),
	'now-sites': ofFleet(sitesOf),
	'site-summary': ofSite(siteSummaryOf),
	'site-missing': ofSite(siteMissingOf),
	'site-agents': ofSite(siteAgentsOf),
};

/** The file that answers a table's question for these filters. */
const queryOf = (table: TableName, filters: Filters): string =>
	table === 'timeline-agents' || table === 'timeline-entries'
		? `${table}-${isHourly(filters) ? 'hours' : 'days'}`
		: table;

/** Agents of a site that its page shows, and a CSV file holds: those who need help first. */
const MOST_AGENTS = { page: 200, file: 10_000 } as const;

/** The rows of several tables; a query that serves some of them runs once. `now`: ms since the epoch. */
export async function readTables(
	store: Store,
	tables: readonly TableName[],
	filters: Filters,
	now: number,
	to: keyof typeof MOST_AGENTS = 'file',
) {
	const params = { ...paramsOf(filters, Math.floor(now / 1000)), most: MOST_AGENTS[to] };
	const asked = new Map<string, Promise<Rows>>();
	const ask = (query: string, row: v.GenericSchema) => {
		const rows = asked.get(query) ?? store.ask(query, params, row);
		asked.set(query, rows);
		return rows;
	};
	const read = tables.map(async (table) => {
		const part = PARTS[table];
		const rows = part
			? part.make(await ask(part.query, part.row), filters)
			: await ask(queryOf(table, filters), ROWS[table]);
		return [table, rows] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

export const readView = (store: Store, view: ViewName, filters: Filters, now: number) =>
	readTables(store, VIEWS[view], filters, now, 'page');

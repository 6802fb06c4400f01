import type * as v from 'valibot';
import type { Store } from '../store/store.ts';
import { type Filters, isHourly, paramsOf } from './filters.ts';
import { entriesOf, heatOf, sitesOf, summaryOf } from './now.ts';
import { FleetRow, ROWS, type TableName, VIEWS, type ViewName } from './rows.ts';

/** Tables that are made of one query's rows. */
const FROM_FLEET: Partial<Record<TableName, (sites: readonly FleetRow[], filters: Filters) => readonly unknown[]>> = {
	'now-summary': summaryOf,
	'now-entries': (sites, { entry }) => entriesOf(sites, entry),
	'now-heat': (sites, { entry }) => heatOf(sites, entry),
	'now-sites': sitesOf,
};

/** The file that answers a table's question for these filters. */
function queryOf(table: TableName, filters: Filters): string {
	if (FROM_FLEET[table]) return 'now-fleet';
	if (table === 'timeline-agents' || table === 'timeline-entries')
		return `${table}-${isHourly(filters) ? 'hours' : 'days'}`;
	return table;
}

/** The rows of several tables; a query that serves two of them runs once. `now`: ms since the epoch. */
export async function readTables(store: Store, tables: readonly TableName[], filters: Filters, now: number) {
	const params = paramsOf(filters, Math.floor(now / 1000));
	const asked = new Map<string, Promise<readonly unknown[]>>();
	const ask = (table: TableName) => {
		const query = queryOf(table, filters);
		const row: v.GenericSchema = query === 'now-fleet' ? FleetRow : ROWS[table];
		const rows = asked.get(query) ?? store.ask(query, params, row);
		asked.set(query, rows);
		return rows;
	};
	const read = tables.map(async (table) => {
		const rows = await ask(table);
		return [table, FROM_FLEET[table]?.(rows as readonly FleetRow[], filters) ?? rows] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

export const readView = (store: Store, view: ViewName, filters: Filters, now: number) =>
	readTables(store, VIEWS[view], filters, now);

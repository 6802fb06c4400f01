import type * as v from 'valibot';
import type { Store } from '../store/store.ts';
import { type Filters, isHourly, paramsOf } from './filters.ts';
import { entriesOf, heatOf, sitesOf, summaryOf } from './now.ts';
import { ROWS, type Row, type TableName, VIEWS, type ViewName } from './rows.ts';

/** Tables that are made of the rows of `now-sites`. */
const FROM_SITES: Partial<
	Record<TableName, (sites: readonly Row<'now-sites'>[], filters: Filters) => readonly unknown[]>
> = {
	'now-summary': summaryOf,
	'now-entries': (sites, { entry }) => entriesOf(sites, entry),
	'now-heat': (sites, { entry }) => heatOf(sites, entry),
	'now-sites': sitesOf,
};

/** The file that answers a table's question for these filters. */
function queryOf(table: TableName, filters: Filters): string {
	if (FROM_SITES[table]) return 'now-sites';
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
		const row: v.GenericSchema = ROWS[query === 'now-sites' ? 'now-sites' : table];
		const rows = asked.get(query) ?? store.ask(query, params, row);
		asked.set(query, rows);
		return rows;
	};
	const read = tables.map(async (table) => {
		const rows = await ask(table);
		return [table, FROM_SITES[table]?.(rows as readonly Row<'now-sites'>[], filters) ?? rows] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

export const readView = (store: Store, view: ViewName, filters: Filters, now: number) =>
	readTables(store, VIEWS[view], filters, now);

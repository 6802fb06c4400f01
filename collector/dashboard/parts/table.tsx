import type { ComponentChildren } from 'preact';
import { CsvLink } from './csv-link.tsx';
import { Empty } from './loaded.tsx';
import { Scroll } from './scroll.tsx';

export interface Column<Row> {
	readonly head: string;
	readonly cell: (row: Row) => ComponentChildren;
	readonly number?: boolean;
}

interface TableProps<Row> {
	readonly title: string;
	readonly rows: readonly Row[];
	readonly columns: readonly Column<Row>[];
	readonly keyOf: (row: Row) => string;
	readonly empty: string;
	/** Where the same rows are as CSV. */
	readonly csv?: string;
	/** How many there are, where `rows` may be only the first of them; infinite: nobody counted. */
	readonly total?: number | undefined;
}

/** As many as can be looked at, and as many agents as the collector sends to look at; the CSV has more. */
export const MAX_ROWS = 200;

const firstOf = (total: number): string =>
	total === Number.POSITIVE_INFINITY
		? `The first ${MAX_ROWS} are shown; if there are more, the CSV has them.`
		: `Only the first ${MAX_ROWS} of ${total.toLocaleString()} are shown; the CSV has more.`;

export function Table<Row>({ title, rows, columns, keyOf, empty, csv, total = rows.length }: TableProps<Row>) {
	return (
		<section>
			<h2>{title}</h2>
			{csv && rows.length > 0 && <CsvLink href={csv} of={title} />}
			{total > MAX_ROWS && <p>{firstOf(total)}</p>}
			{rows.length === 0 ? (
				<Empty>{empty}</Empty>
			) : (
				<Scroll label={title}>
					<table>
						<thead>
							<tr>
								{columns.map(({ head, number }) => (
									<th key={head} scope="col" class={number ? 'number' : ''}>
										{head}
									</th>
								))}
							</tr>
						</thead>
						<tbody>
							{rows.slice(0, MAX_ROWS).map((row) => (
								<tr key={keyOf(row)}>
									{columns.map(({ head, cell, number }) => (
										<td key={head} class={number ? 'number' : ''}>
											{cell(row)}
										</td>
									))}
								</tr>
							))}
						</tbody>
					</table>
				</Scroll>
			)}
		</section>
	);
}

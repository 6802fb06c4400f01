import type { ComponentChildren } from 'preact';
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
}

/** As many as can be looked at; the CSV has them all. */
const MAX_ROWS = 200;

export function Table<Row>({ title, rows, columns, keyOf, empty, csv }: TableProps<Row>) {
	return (
		<section>
			<h2>{title}</h2>
			{csv && rows.length > 0 && (
				<a class="csv" href={csv} download aria-label={`${title} as CSV`}>
					CSV
				</a>
			)}
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

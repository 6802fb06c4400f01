import type { Row } from '../../api/rows.ts';
import { hrefOf } from '../address.ts';
import { labelOf, percent, siteName } from '../words.ts';
import { CsvLink } from './csv-link.tsx';
import { Link } from './link.tsx';
import { Empty } from './loaded.tsx';
import { Scroll } from './scroll.tsx';

type Cell = Row<'now-heat'>;

/** As many sites as can be looked at; the worst come first, the CSV has them all. */
const MAX_SITES = 40;

/** Sites × entries: how many of a site's reporting agents miss the entry. */
export function HeatMap({ cells, csv }: { readonly cells: readonly Cell[]; readonly csv: string }) {
	const sites = [...new Set(cells.map(({ site }) => site))];
	const entries = [...new Set(cells.map(({ entry }) => entry))].sort();
	const at = new Map(cells.map((cell) => [`${cell.site}\n${cell.entry}`, cell]));
	return (
		<section>
			<h2>Sites × entries</h2>
			{sites.length === 0 ? (
				<Empty>No site misses an entry.</Empty>
			) : (
				<>
					<CsvLink href={csv} of="Sites × entries" />
					<Scroll label="Sites × entries">
						<table class="heat">
							<thead>
								<tr>
									<th scope="col">Site</th>
									{entries.map((entry) => (
										<th key={entry} scope="col" class="entry" title={entry}>
											{labelOf(entry)}
										</th>
									))}
								</tr>
							</thead>
							<tbody>
								{sites.slice(0, MAX_SITES).map((site) => (
									<tr key={site}>
										<th scope="row">
											<Link href={hrefOf('site', { site })}>{siteName(site)}</Link>
										</th>
										{entries.map((entry) => (
											<Share key={entry} cell={at.get(`${site}\n${entry}`)} />
										))}
									</tr>
								))}
							</tbody>
						</table>
					</Scroll>
					{sites.length > MAX_SITES && <p>{sites.length - MAX_SITES} more sites: see the CSV.</p>}
				</>
			)}
		</section>
	);
}

function Share({ cell }: { readonly cell: Cell | undefined }) {
	if (!cell) return <td class="number heat-0">–</td>;
	const share = cell.agents / cell.reporting;
	return (
		<td class={`number heat-${Math.min(5, Math.ceil(share * 5))}`} title={`${cell.agents} of ${cell.reporting} agents`}>
			{percent(share)}
		</td>
	);
}

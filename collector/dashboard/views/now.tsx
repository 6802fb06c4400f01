import type { Filters } from '../../api/filters.ts';
import type { View } from '../../api/rows.ts';
import { hrefOf } from '../address.ts';
import { apiHref, useView } from '../client.ts';
import { Answer } from '../parts/answer.tsx';
import { HeatMap } from '../parts/heat-map.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Show } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { ago, labelOf, percent, siteName } from '../words.ts';

/** How the fleet stands. */
export function NowView({ filters }: { readonly filters: Filters }) {
	const state = useView('now', filters);
	return <Show state={state}>{(data, now) => <Now data={data} now={now} filters={filters} />}</Show>;
}

interface NowProps {
	readonly data: View<'now'>;
	readonly now: number;
	readonly filters: Filters;
}

function Now({ data, now, filters }: NowProps) {
	const [summary] = data['now-summary'];
	if (!summary) return null;
	const nobody = summary.reporting + summary.silent === 0;
	if (nobody && filters.entry !== '') return <Empty>No agent misses {labelOf(filters.entry)} now.</Empty>;
	return (
		<>
			<Answer data={data} />
			<Tiles
				tiles={[
					{ label: 'agents reporting', value: summary.reporting },
					{ label: 'can take calls', value: summary.able, tone: 'good' },
					{ label: 'cannot take calls', value: summary.unable, tone: summary.unable > 0 ? 'bad' : undefined },
					{ label: 'could not tell', value: summary.unknown },
					{ label: 'gone silent', value: summary.silent, tone: summary.silent > 0 ? 'warn' : undefined },
				]}
			/>
			{nobody ? (
				<Empty>No agent reports now. A closed browser is not an error.</Empty>
			) : (
				<Lists data={data} now={now} filters={filters} />
			)}
		</>
	);
}

function Lists({ data, now, filters }: NowProps) {
	return (
		<>
			<Table
				title="Worst entries"
				rows={data['now-entries']}
				keyOf={({ entry }) => entry}
				empty="No entry is missing."
				csv={apiHref('now', filters, 'now-entries')}
				columns={[
					{
						head: 'Entry',
						cell: ({ entry }) => <Link href={hrefOf('now', { ...filters, entry })}>{labelOf(entry)}</Link>,
					},
					{ head: 'Agents', cell: ({ agents }) => agents.toLocaleString(), number: true },
					{ head: 'Sites', cell: ({ sites }) => sites.toLocaleString(), number: true },
					{ head: 'Since', cell: ({ since }) => (since === 0 ? 'not known' : ago(since, now)) },
				]}
			/>
			<HeatMap cells={data['now-heat']} csv={apiHref('now', filters, 'now-heat')} />
			<Table
				title="Sites"
				rows={data['now-sites']}
				keyOf={({ site }) => site}
				empty="No site reports."
				csv={apiHref('now', filters, 'now-sites')}
				columns={[
					{
						head: 'Site',
						cell: ({ site }) => <Link href={hrefOf('site', { site, range: filters.range })}>{siteName(site)}</Link>,
					},
					{ head: 'Reporting', cell: ({ reporting }) => reporting.toLocaleString(), number: true },
					{ head: 'Cannot take calls', cell: ({ unable }) => unable.toLocaleString(), number: true },
					{ head: 'Gone silent', cell: ({ silent }) => silent.toLocaleString(), number: true },
				]}
			/>
			<Calls rows={data['now-calls']} csv={apiHref('now', filters, 'now-calls')} />
		</>
	);
}

/** Calls that failed to set up, against the 2 percent rule. */
export const Calls = ({ rows, csv }: { readonly rows: View<'now'>['now-calls']; readonly csv: string }) => (
	<Table
		title="Calls that failed to set up"
		rows={rows}
		keyOf={({ place }) => place}
		empty="No call was reported in this range."
		csv={csv}
		columns={[
			{ head: 'Site', cell: ({ place }) => <Link href={hrefOf('site', { site: place })}>{siteName(place)}</Link> },
			{ head: 'Calls', cell: ({ calls }) => calls.toLocaleString(), number: true },
			{ head: 'Failed', cell: ({ errors }) => errors.toLocaleString(), number: true },
			{ head: 'Share', cell: ({ rate }) => percent(rate), number: true },
			{
				head: '2 percent rule',
				cell: ({ judged, over }) => (over ? <b class="bad">over</b> : judged ? 'kept' : 'not judged: up to 200 calls'),
			},
		]}
	/>
);

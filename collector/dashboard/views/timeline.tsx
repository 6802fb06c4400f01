import { useMemo } from 'preact/hooks';
import { type Filters, isHourly } from '../../api/filters.ts';
import type { View } from '../../api/rows.ts';
import { apiHref, useView } from '../client.ts';
import { Chart, type Series } from '../parts/chart.tsx';
import { Show } from '../parts/loaded.tsx';
import { labelOf, percent } from '../words.ts';

/** Lines that can be told apart; entries beyond are in the CSV. */
const COLORS = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'];

/** How it went, over hours to months. */
export function TimelineView({ filters }: { readonly filters: Filters }) {
	const state = useView('timeline', filters);
	return (
		<>
			<p>{isHourly(filters) ? 'One point an hour.' : 'One point a day (UTC).'}</p>
			<Show state={state}>{(data) => <Timeline data={data} filters={filters} />}</Show>
		</>
	);
}

function Timeline({ data, filters }: { readonly data: View<'timeline'>; readonly filters: Filters }) {
	const agents = useMemo(() => agentSeries(data['timeline-agents']), [data]);
	const entries = useMemo(() => entrySeries(data['timeline-entries']), [data]);
	const calls = useMemo(() => callSeries(data['timeline-calls']), [data]);
	return (
		<>
			<Chart title="Agents" {...agents} csv={apiHref('timeline', filters, 'timeline-agents')} />
			<Chart title="Agents that miss an entry" {...entries} csv={apiHref('timeline', filters, 'timeline-entries')} />
			<Chart
				title="Share of calls that failed to set up"
				{...calls}
				csv={apiHref('timeline', filters, 'timeline-calls')}
				format={percent}
			/>
		</>
	);
}

interface Lines {
	readonly times: readonly number[];
	readonly series: readonly Series[];
}

const agentSeries = (rows: View<'timeline'>['timeline-agents']): Lines => ({
	times: rows.map(({ at }) => at),
	series: [
		{ label: 'Reporting', color: 'series-1', values: rows.map(({ reporting }) => reporting) },
		{ label: 'Could not take calls', color: 'bad', values: rows.map(({ unable }) => unable) },
	],
});

function entrySeries(rows: View<'timeline'>['timeline-entries']): Lines {
	const times = [...new Set(rows.map(({ at }) => at))];
	const totals = new Map<string, number>();
	for (const { entry, agents } of rows) totals.set(entry, (totals.get(entry) ?? 0) + agents);
	const worst = [...totals].sort(([, a], [, b]) => b - a).slice(0, COLORS.length);
	const at = new Map(rows.map((row) => [`${row.at} ${row.entry}`, row.agents]));
	return {
		times,
		series: worst.map(([entry], index) => ({
			label: labelOf(entry),
			color: COLORS[index] ?? 'text',
			values: times.map((time) => at.get(`${time} ${entry}`) ?? 0),
		})),
	};
}

const callSeries = (rows: View<'timeline'>['timeline-calls']): Lines => ({
	times: rows.map(({ at }) => at),
	series: [{ label: 'Failed', color: 'bad', values: rows.map(({ calls, errors }) => errors / calls) }],
});

import { useMemo } from 'preact/hooks';
import { type Filters, isHourly, paramsOf } from '../../api/filters.ts';
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
			<p>{isHourly(filters) ? 'One point an hour.' : 'One point a day. Days are UTC.'}</p>
			<Show state={state}>
				{(data, now) => <Timeline data={data} times={gridOf(filters, now)} filters={filters} />}
			</Show>
		</>
	);
}

interface TimelineProps {
	readonly data: View<'timeline'>;
	readonly times: readonly number[];
	readonly filters: Filters;
}

function Timeline({ data, times, filters }: TimelineProps) {
	const agents = useMemo(() => agentSeries(data['timeline-agents'], times), [data]);
	const entries = useMemo(() => entrySeries(data['timeline-entries'], times), [data]);
	const calls = useMemo(() => callSeries(data['timeline-calls'], times), [data]);
	const share = { title: 'Share of calls that failed to set up', format: percent };
	const axis = { times, daily: !isHourly(filters) };
	return (
		<>
			<Chart {...axis} title="Agents" series={agents} csv={apiHref('timeline', filters, 'timeline-agents')} />
			<Chart
				{...axis}
				title="Agents that miss an entry"
				series={entries}
				csv={apiHref('timeline', filters, 'timeline-entries')}
			/>
			<Chart {...axis} {...share} series={calls} csv={apiHref('timeline', filters, 'timeline-calls')} />
		</>
	);
}

/** Every step of the range: the three charts stand over the same axis, and a gap is seen. */
function gridOf(filters: Filters, now: number): number[] {
	const { from, to, step } = paramsOf(filters, now);
	return Array.from({ length: Math.floor((to - from) / step) }, (_, index) => from + index * step);
}

function agentSeries(rows: View<'timeline'>['timeline-agents'], times: readonly number[]): Series[] {
	if (rows.length === 0) return [];
	const at = new Map(rows.map((row) => [row.at, row]));
	return [
		{ label: 'Reporting', color: 'series-1', values: times.map((time) => at.get(time)?.reporting ?? 0) },
		{ label: 'Could not take calls', color: 'bad', values: times.map((time) => at.get(time)?.unable ?? 0) },
	];
}

function entrySeries(rows: View<'timeline'>['timeline-entries'], times: readonly number[]): Series[] {
	const totals = new Map<string, number>();
	for (const { entry, agents } of rows) totals.set(entry, (totals.get(entry) ?? 0) + agents);
	const worst = [...totals].sort(([, a], [, b]) => b - a).slice(0, COLORS.length);
	const at = new Map(rows.map((row) => [`${row.at} ${row.entry}`, row.agents]));
	return worst.map(([entry], index) => ({
		label: labelOf(entry),
		color: COLORS[index] ?? 'text',
		values: times.map((time) => at.get(`${time} ${entry}`) ?? 0),
	}));
}

function callSeries(rows: View<'timeline'>['timeline-calls'], times: readonly number[]): Series[] {
	if (rows.length === 0) return [];
	const at = new Map(rows.map(({ at: time, calls, errors }) => [time, errors / calls]));
	return [{ label: 'Failed', color: 'bad', values: times.map((time) => at.get(time) ?? null) }];
}

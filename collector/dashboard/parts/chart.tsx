import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import { utcDay, when } from '../words.ts';
import { CsvLink } from './csv-link.tsx';
import { Empty } from './loaded.tsx';
import { Scroll } from './scroll.tsx';

export interface Series {
	readonly label: string;
	/** Name of a colour in style.css. */
	readonly color: string;
	readonly values: readonly (number | null)[];
}

interface ChartProps {
	readonly title: string;
	/** s since the epoch. */
	readonly times: readonly number[];
	/** A time is a day of UTC, not a moment. */
	readonly daily: boolean;
	readonly series: readonly Series[];
	readonly csv: string;
	readonly format?: (value: number) => string;
}

type Drawn = Required<Pick<ChartProps, 'times' | 'daily' | 'series' | 'format'>>;

const HEIGHT = 220;
const headOf = (daily: boolean) => (daily ? 'Day (UTC)' : 'Time');
const timeOf = (daily: boolean) => (daily ? utcDay : when);
const plain = (value: number): string => value.toLocaleString();

/** Lines over time, and the same figures as a table for those who do not see lines. */
export function Chart({ title, times, daily, series, csv, format = plain }: ChartProps) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(
		() => (box.current && series.length > 0 ? draw(box.current, { times, daily, series, format }) : undefined),
		[series],
	);
	return (
		<section>
			<h2>{title}</h2>
			{series.length === 0 ? (
				<Empty>Nothing was reported in this range.</Empty>
			) : (
				<>
					<CsvLink href={csv} of={title} />
					<div ref={box} class="chart" role="img" aria-label={`${title}: the table below has the figures`} />
					<details>
						<summary>Figures</summary>
						<Figures title={title} times={times} daily={daily} series={series} format={format} />
					</details>
				</>
			)}
		</section>
	);
}

const Figures = ({ title, times, daily, series, format }: Drawn & { readonly title: string }) => (
	<Scroll label={`${title}: figures`}>
		<table>
			<thead>
				<tr>
					<th scope="col">{headOf(daily)}</th>
					{series.map(({ label }) => (
						<th key={label} scope="col" class="number">
							{label}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{times.map((time, index) => (
					<tr key={time}>
						<th scope="row">{timeOf(daily)(time)}</th>
						{series.map(({ label, values }) => (
							<td key={label} class="number">
								{values[index] === null ? '–' : format(values[index] ?? 0)}
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	</Scroll>
);

/** Draws, and again when the width or the colours change. Returns what ends it. */
function draw(box: HTMLElement, drawn: Drawn): () => void {
	const dark = matchMedia('(prefers-color-scheme: dark)');
	let plot: UPlot | undefined;
	const paint = () => {
		plot?.destroy();
		const data: UPlot.AlignedData = [[...drawn.times], ...drawn.series.map(({ values }) => [...values])];
		plot = new UPlot(optionsOf(box, drawn), data, box);
	};
	const resized = new ResizeObserver(() => plot?.setSize({ width: box.clientWidth, height: HEIGHT }));
	paint();
	resized.observe(box);
	dark.addEventListener('change', paint);
	return () => {
		resized.disconnect();
		dark.removeEventListener('change', paint);
		plot?.destroy();
	};
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const utc = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Times of the axis as the rest of the page writes them, with the day where one begins. */
const ticks = (times: readonly number[], step: number): string[] =>
	times.map((time, index) => {
		const date = new Date(time * 1000);
		if (step >= 86_400) return day.format(date);
		const begins = index === 0 || (date.getHours() === 0 && date.getMinutes() === 0);
		return begins ? `${clock.format(date)}\n${day.format(date)}` : clock.format(date);
	});

/** Under no pointer the legend has the latest figures. */
const showLatest = (plot: UPlot): void => {
	if (plot.cursor.idx === null || plot.cursor.idx === undefined) plot.setLegend({ idx: plot.data[0].length - 1 });
};

/** Ticks between days would be times of a day that has none; uPlot sets ticks at midnight of `tzDate`'s clock. */
const DAYS = {
	incrs: [1, 2, 5, 10, 15, 30].map((days) => days * 86_400),
	values: (_: UPlot, times: number[]) => times.map((time) => utc.format(time * 1000)),
};
const inUtc = { tzDate: (time: number) => UPlot.tzDate(new Date(time * 1000), 'UTC') };

function optionsOf(box: HTMLElement, { daily, series, format }: Drawn): UPlot.Options {
	const style = getComputedStyle(box);
	const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
	const axis = {
		stroke: color('text'),
		grid: { stroke: color('line'), width: 1 },
		ticks: { stroke: color('line'), width: 1 },
	};
	return {
		width: box.clientWidth,
		height: HEIGHT,
		...(daily && inUtc),
		axes: [
			{ ...axis, ...(daily ? DAYS : { values: (_, times, __, ___, step) => ticks(times, step) }) },
			{ ...axis, size: 64, values: (_, values) => values.map(format) },
		],
		hooks: { ready: [showLatest], setCursor: [showLatest] },
		scales: { y: { range: (_, __, max) => [0, Math.max(max, 0.01) * 1.05] } },
		series: [
			{ label: headOf(daily), value: (_, time) => (time === null ? '–' : timeOf(daily)(time)) },
			...series.map((one) => ({
				label: one.label,
				stroke: color(one.color),
				width: 2,
				points: { show: one.values.length < 50 },
				value: (_: UPlot, value: number | null) => (value === null ? '–' : format(value)),
			})),
		],
	};
}

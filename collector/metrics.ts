import type { Rejection } from './ingest/values.ts';

/** Upper bounds of the acknowledgement histogram, seconds. */
const BOUNDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface Metrics {
	accepted(records: number, ms: number): void;
	rejected(reason: Rejection, records: number): void;
	answered(status: number): void;
	/** Prometheus' text format 0.0.4. `waiting`: records not yet stored. */
	text(waiting: number): string;
}

export function createMetrics(): Metrics {
	const rejected = new Map<string, number>();
	const requests = new Map<string, number>();
	const buckets = BOUNDS.map(() => 0);
	let records = 0;
	let seconds = 0;
	let writes = 0;
	return {
		accepted: (count, ms) => {
			records += count;
			writes += 1;
			seconds += ms / 1000;
			for (const [index, bound] of BOUNDS.entries()) if (ms / 1000 <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
		},
		rejected: (reason, count) => add(rejected, reason, count),
		answered: (status) => add(requests, String(status), 1),
		text: (waiting) =>
			[
				...metric('linecheck_records_total', 'counter', 'Records stored.', [['', records]]),
				...metric(
					'linecheck_records_rejected_total',
					'counter',
					'Records rejected, by reason.',
					labelled('reason', rejected),
				),
				...metric(
					'linecheck_requests_total',
					'counter',
					'Requests for /v1/logs, by status.',
					labelled('status', requests),
				),
				...metric('linecheck_records_waiting', 'gauge', 'Records received and not yet stored.', [['', waiting]]),
				'# HELP linecheck_acknowledge_seconds Time from decoding a request to its records being on disk.',
				'# TYPE linecheck_acknowledge_seconds histogram',
				...BOUNDS.map((bound, index) => `linecheck_acknowledge_seconds_bucket{le="${bound}"} ${buckets[index]}`),
				`linecheck_acknowledge_seconds_bucket{le="+Inf"} ${writes}`,
				`linecheck_acknowledge_seconds_sum ${seconds}`,
				`linecheck_acknowledge_seconds_count ${writes}`,
				'',
			].join('\n'),
	};
}

const add = (counts: Map<string, number>, key: string, amount: number): void => {
	counts.set(key, (counts.get(key) ?? 0) + amount);
};

const labelled = (label: string, counts: ReadonlyMap<string, number>): [string, number][] =>
	[...counts].map(([value, count]) => [`{${label}="${value}"}`, count]);

const metric = (name: string, type: string, help: string, values: readonly (readonly [string, number])[]): string[] => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} ${type}`,
	...values.map(([labels, value]) => `${name}${labels} ${value}`),
];

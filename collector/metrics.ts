import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Rejection } from './ingest/values.ts';

/** Upper bounds of the acknowledgement histogram, seconds: around the goal of 0.5 (docs/scale.md). */
const BUCKETS = [0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface Metrics {
	accepted(records: number, ms: number): void;
	rejected(reason: Rejection, records: number): void;
	answered(status: number): void;
	/** In Prometheus' text format, `contentType`. */
	text(): Promise<string>;
	readonly contentType: string;
}

/** `waiting`: records received and not yet on disk. */
export function createMetrics(waiting: () => number): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	const records = new Counter({ name: 'linecheck_records_total', help: 'Records acknowledged.', registers });
	const rejected = new Counter({
		name: 'linecheck_records_rejected_total',
		help: 'Records rejected, by reason.',
		labelNames: ['reason'],
		registers,
	});
	const requests = new Counter({
		name: 'linecheck_requests_total',
		help: 'Requests for /v1/logs, by status.',
		labelNames: ['status'],
		registers,
	});
	const seconds = new Histogram({
		name: 'linecheck_acknowledge_seconds',
		help: 'Time from decoding a request to its records being on disk.',
		buckets: BUCKETS,
		registers,
	});
	new Gauge({
		name: 'linecheck_records_waiting',
		help: 'Records received and not yet on disk.',
		registers,
		collect() {
			this.set(waiting());
		},
	});
	return {
		accepted: (count, ms) => {
			records.inc(count);
			seconds.observe(ms / 1000);
		},
		rejected: (reason, count) => rejected.inc({ reason }, count),
		answered: (status) => requests.inc({ status }),
		text: () => registry.metrics(),
		contentType: registry.contentType,
	};
}

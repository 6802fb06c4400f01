import type { Report } from '../../core/report/types.ts';
import { callEvent, runEvents } from '../../core/telemetry/events.ts';
import { reportWith, runOf, turnBlocked } from '../../core/telemetry/fixtures.ts';
import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import type { Row } from '../api/rows.ts';
import { DAY, HOUR, iso, requestOf } from './support.ts';

/** What really happened, logged outside of both sides: the truth that the dashboard is compared with. */
export interface Truth {
	/** A run and a call of an agent whose clock is `skew` ms behind; true time `at`. Gives their events. */
	happened(agent: string, at: number, what: { bad: boolean; failed: boolean; skew: number }): TelemetryEvent[];
	/** What the dashboard's timeline has to show for it. */
	expected(): {
		readonly agents: readonly { readonly at: number; readonly reporting: number; readonly unable: number }[];
		readonly calls: readonly { readonly at: number; readonly calls: number; readonly errors: number }[];
	};
	/** How the fleet has to stand at a moment, ms since the epoch, after all that happened: every CCP stayed open. */
	standing(now: number): Row<'now-summary'>;
}

/** Heard within two intervals (`runOf`), as docs/collector.md has it. */
const REPORTING_MS = 2 * 900_000;

/** A clock that is wrong, known from the servers' answers. */
const skewed = (report: Report, skew: number): Report => ({
	...report,
	evidence: [
		{ target: 't', attempt: 1, at: 0, elapsedMs: 1, outcome: { kind: 'answered', proof: 'http', clockSkewMs: skew } },
	],
});

export function createTruth(): Truth {
	const ran = new Map<number, { readonly agents: Set<string>; readonly unable: Set<string> }>();
	const called = new Map<number, { calls: number; failed: number }>();
	const latest = new Map<string, { readonly at: number; readonly bad: boolean }>();
	return {
		happened: (agent, at, { bad, failed, skew }) => {
			const hour = Math.floor(at / HOUR) * 3600;
			const runs = ran.get(hour) ?? { agents: new Set(), unable: new Set() };
			const calls = called.get(hour) ?? { calls: 0, failed: 0 };
			ran.set(hour, runs);
			called.set(hour, calls);
			runs.agents.add(agent);
			if (bad) runs.unable.add(agent);
			latest.set(agent, { at, bad });
			calls.calls += 1;
			if (failed) calls.failed += 1;
			// the machine writes its own time
			const own = at - skew;
			const id = `${agent}-${at}`;
			const report = reportWith(id, bad ? { 'connect.media.turn': turnBlocked } : {}, iso(own));
			const call = callEvent({ id: `${id}-call`, at: own, clockSkewMs: skew, outcome: failed ? 'failed' : 'good' });
			return [...runEvents(runOf(skewed(report, skew))), call];
		},
		expected: () => ({
			agents: inOrder(ran).map(([at, { agents, unable }]) => ({ at, reporting: agents.size, unable: unable.size })),
			calls: inOrder(called).map(([at, { calls, failed }]) => ({ at, calls, errors: failed })),
		}),
		standing: (now) => {
			const present = [...latest.values()].filter(({ at }) => now - at <= REPORTING_MS);
			const unable = present.filter(({ bad }) => bad).length;
			const [reporting, silent] = [present.length, latest.size - present.length];
			return { reporting, able: reporting - unable, unable, unknown: 0, silent };
		},
	};
}

const inOrder = <T>(hours: ReadonlyMap<number, T>) => [...hours].sort(([a], [b]) => a - b);

/** A clock that is right, a day behind, or a day ahead. */
export const skewOf = (index: number): number => [0, 0, DAY, -DAY][index % 4] ?? 0;

export interface Oracle extends Pick<Truth, 'expected' | 'standing'> {
	readonly batches: readonly { readonly body: string; readonly uids: readonly string[] }[];
}

/** Batches of the last five hours, as outboxes hold them after a while without a collector. */
export function makeOracle(agents: number, now: number): Oracle {
	const truth = createTruth();
	const batches = Array.from({ length: agents }, (_, index) => {
		const agent = `agent-${index}`;
		const events = [5, 4, 3, 2, 1].flatMap((hour) =>
			truth.happened(agent, now - hour * HOUR + index, {
				bad: (index + hour) % 7 === 0,
				failed: (index + hour) % 5 === 0,
				skew: skewOf(index),
			}),
		);
		return { body: JSON.stringify(requestOf(agent, events)), uids: events.map(({ uid }) => uid) };
	});
	return { batches, expected: truth.expected, standing: truth.standing };
}

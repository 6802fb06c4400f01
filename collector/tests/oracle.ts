import type { Report } from '../../core/report/types.ts';
import { callEvent, runEvents } from '../../core/telemetry/events.ts';
import { reportWith, runOf, turnBlocked } from '../../core/telemetry/fixtures.ts';
import { DAY, HOUR, iso, requestOf } from './support.ts';

/** What really happened, logged outside of both sides: the truth that the dashboard is compared with. */
export interface Oracle {
	readonly batches: readonly { readonly body: string; readonly uids: readonly string[] }[];
	/** By hour (s since the epoch): agents that ran, agents that could not take calls, calls, failed calls. */
	readonly hours: ReadonlyMap<
		number,
		{ readonly ran: Set<string>; readonly unable: Set<string>; calls: number; failed: number }
	>;
}

/** A clock that is wrong by a day either way, known from the servers' answers. */
const skewed = (report: Report, skew: number): Report => ({
	...report,
	evidence: [
		{ target: 't', attempt: 1, at: 0, elapsedMs: 1, outcome: { kind: 'answered', proof: 'http', clockSkewMs: skew } },
	],
});

/** Batches of the last five hours, as outboxes hold them after a while without a collector. */
export function makeOracle(agents: number, now: number): Oracle {
	const hours: Map<number, { ran: Set<string>; unable: Set<string>; calls: number; failed: number }> = new Map();
	const batches = Array.from({ length: agents }, (_, index) => {
		const agent = `agent-${index}`;
		const skew = [0, 0, DAY, -DAY][index % 4] ?? 0;
		const events = [5, 4, 3, 2, 1].flatMap((hour) => {
			const at = now - hour * HOUR + index;
			const bad = (index + hour) % 7 === 0;
			const failed = (index + hour) % 5 === 0;
			const seen = hours.get(Math.floor(at / HOUR) * 3600) ?? {
				ran: new Set(),
				unable: new Set(),
				calls: 0,
				failed: 0,
			};
			hours.set(Math.floor(at / HOUR) * 3600, seen);
			seen.ran.add(agent);
			if (bad) seen.unable.add(agent);
			seen.calls += 1;
			if (failed) seen.failed += 1;
			// the machine writes its own time
			const report = reportWith(`${agent}-${hour}`, bad ? { 'connect.media.turn': turnBlocked } : {}, iso(at - skew));
			return [
				...runEvents(runOf(skewed(report, skew))),
				callEvent({
					id: `${agent}-call-${hour}`,
					at: at - skew,
					clockSkewMs: skew,
					outcome: failed ? 'failed' : 'good',
				}),
			];
		});
		return { body: JSON.stringify(requestOf(agent, events)), uids: events.map(({ uid }) => uid) };
	});
	return { batches, hours };
}

/** What the dashboard has to show for it. */
export const expected = ({ hours }: Oracle) => ({
	agents: [...hours]
		.sort(([a], [b]) => a - b)
		.map(([at, { ran, unable }]) => ({ at, reporting: ran.size, unable: unable.size })),
	calls: [...hours].sort(([a], [b]) => a - b).map(([at, { calls, failed }]) => ({ at, calls, errors: failed })),
});

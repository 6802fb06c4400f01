import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

/** Round trips above which calls suffer, ms: AWS's older workstation check warns above these. */
const LIMIT_MS = { udp: 300, tcp: 400 } as const;

/** The quickest of the round trips that were measured: a packet sent again only ever adds to one. */
function roundTrip({ answers }: Observation): number | undefined {
	const measured = answers.flatMap(({ outcome }) => outcome.roundTripMs ?? []);
	return measured.length === 0 ? undefined : Math.round(Math.min(...measured));
}

/** Gets through, too slowly for a call. */
export const degraded: Rule = {
	id: 'degraded',
	needs: [],
	explain: (_facts, open) =>
		open.flatMap((seen) => {
			const ms = roundTrip(seen);
			const limit = LIMIT_MS[seen.target.protocol];
			if (ms === undefined || ms <= limit) return [];
			const cause = seen.target.kind === 'turn' ? 'turn-unanswered' : 'tcp-timeout';
			const detail = `round trip ${ms} ms, limit ${limit} ms`;
			return [{ finding: 'degraded', verdict: 'degraded', cause, confidence: 'medium', targets: [seen], detail }];
		}),
};

import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

/** Round trips above which calls suffer, ms: AWS's older workstation check warns above these. */
const LIMIT_MS = { udp: 300, tcp: 400 } as const;

/** The quickest of the round trips that were measured: a packet sent again only ever adds to one. */
function roundTrip({ answers }: Observation): number | undefined {
	const measured = answers.flatMap(({ outcome }) => outcome.roundTripMs ?? []);
	return measured.length === 0 ? undefined : Math.round(Math.min(...measured));
}

const isSlow = (seen: Observation) => (roundTrip(seen) ?? 0) > LIMIT_MS[seen.target.protocol];

function explain(open: readonly Observation[], protocol: keyof typeof LIMIT_MS): readonly Explanation[] {
	const targets = open.filter((seen) => seen.target.protocol === protocol && isSlow(seen));
	if (targets.length === 0) return [];
	const quickest = Math.min(...targets.map((seen) => roundTrip(seen) ?? 0));
	const detail = `round trip ${quickest} ms and more, limit ${LIMIT_MS[protocol]} ms`;
	return [{ finding: 'degraded', verdict: 'degraded', cause: 'unknown', confidence: 'medium', targets, detail }];
}

/** Gets through, too slowly for a call. */
export const degraded: Rule = {
	id: 'degraded',
	needs: [],
	explain: (_facts, open) => [...explain(open, 'udp'), ...explain(open, 'tcp')],
};

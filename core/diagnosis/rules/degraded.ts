import type { Observation } from '../observe.ts';
import type { Explanation, Rule } from './types.ts';

/** Round trips above which calls suffer, ms: AWS's older workstation check warns above these. */
const LIMIT_MS = { udp: 300, tcp: 400 } as const;

/** The quickest of the round trips that were measured: a packet sent again, or a busy machine, only ever adds to one. */
function quickest(seen: readonly Observation[]): number | undefined {
	const measured = seen.flatMap(({ answers }) => answers.flatMap(({ outcome }) => outcome.roundTripMs ?? []));
	return measured.length === 0 ? undefined : Math.round(Math.min(...measured));
}

const sharesEntry = (a: Observation, b: Observation) => a.target.entries.some((id) => b.target.entries.includes(id));

/** Hosts of one entry stand in one place: if one of them is near, the others were only late. */
function roundTrip(seen: Observation, open: readonly Observation[]): number {
	const near = open.filter((other) => other.target.protocol === seen.target.protocol && sharesEntry(seen, other));
	return quickest(near) ?? 0;
}

function explain(open: readonly Observation[], protocol: keyof typeof LIMIT_MS): readonly Explanation[] {
	const limit = LIMIT_MS[protocol];
	const targets = open.filter(
		(seen) => seen.target.protocol === protocol && seen.answers.length > 0 && roundTrip(seen, open) > limit,
	);
	if (targets.length === 0) return [];
	const detail = `round trip ${quickest(targets)} ms, limit ${limit} ms`;
	return [{ finding: 'degraded', verdict: 'degraded', cause: 'unknown', confidence: 'medium', targets, detail }];
}

/** Gets through, too slowly for a call. */
export const degraded: Rule = {
	id: 'degraded',
	needs: [],
	explain: (_facts, open) => [...explain(open, 'udp'), ...explain(open, 'tcp')],
};

import type { Protocol } from '../catalog/types.ts';
import type { Observation } from './observe.ts';

/** Round trips above which calls suffer, ms: AWS's older workstation check warns above these. */
export const LIMIT_MS: Readonly<Record<Protocol, number>> = { udp: 300, tcp: 400 };

/** The quickest of the round trips that were measured: a packet sent again, or a busy machine, only ever adds to one. */
export function quickestMs(seen: readonly Observation[]): number | undefined {
	const measured = seen.flatMap(({ answers }) => answers.flatMap(({ outcome }) => outcome.roundTripMs ?? []));
	return measured.length === 0 ? undefined : Math.round(Math.min(...measured));
}

const sharesEntry = (a: Observation, b: Observation) => a.target.entries.some((id) => b.target.entries.includes(id));

/** Hosts of one entry stand in one place: if one of them is near, the others were only late. */
function roundTripMs(seen: Observation, among: readonly Observation[]): number {
	const near = among.filter((other) => other.target.protocol === seen.target.protocol && sharesEntry(seen, other));
	return quickestMs(near) ?? 0;
}

/** Those that answer, above the limit of their protocol. */
export function slowAmong(seen: readonly Observation[]): readonly Observation[] {
	const answering = seen.filter(({ answers }) => answers.length > 0);
	return answering.filter((one) => roundTripMs(one, answering) > LIMIT_MS[one.target.protocol]);
}

import { INCIDENT_KINDS, type IncidentKind } from './kinds.ts';
import type { Hint, Incident } from './types.ts';

/**
 * Signs of one failure come in a row: an empty gathering at 1.5 s, the CCP's ICE limit at 8 s, its signalling limit at
 * 10 s, report and banner behind them. A longer silence ends it.
 */
export const SAME_FAILURE_MS = 12_000;
/** Distinct hints that are kept of one incident: every kind from every source fits in. */
const MAX_HINTS = 24;

export interface Seen {
	readonly hint: Hint;
	/** ms since the epoch. */
	readonly at: number;
	/** Id for the incident, if it is a new one. */
	readonly id: string;
}

/** An incident that is being explained, if there is one; `standing`: its cause is still there. */
export interface Open {
	readonly incident: Incident;
	readonly standing: boolean;
}

/**
 * Puts a hint where it belongs: into the open incident when it comes within seconds of its last sign, or when it tells
 * of a cause that still stands; else it starts a new one.
 */
export function mergeHint(open: Open | undefined, { hint, at, id }: Seen): Incident {
	if (open && (isNear(open.incident, at) || (open.standing && isSame(open.incident, hint)))) {
		return join(open.incident, hint, at);
	}
	return { id, at, lastAt: at, kind: hint.kind, hints: [hint], occurrences: 1 };
}

const isNear = (incident: Incident, at: number) => at - incident.lastAt <= SAME_FAILURE_MS;
const isSame = (incident: Incident, hint: Hint) => incident.hints.some(({ kind }) => kind === hint.kind);

function join(incident: Incident, hint: Hint, at: number): Incident {
	const again = !isNear(incident, at);
	const hints = incident.hints.some((known) => keyOf(known) === keyOf(hint))
		? incident.hints
		: [...incident.hints, hint].slice(0, MAX_HINTS);
	return {
		...incident,
		lastAt: Math.max(incident.lastAt, at),
		kind: strongest([...hints.map(({ kind }) => kind), incident.kind]),
		hints,
		occurrences: incident.occurrences + (again ? 1 : 0),
	};
}

const keyOf = (hint: Hint) => JSON.stringify([hint.source, hint.kind, hint.urls, hint.cause, hint.entries, hint.code]);

function strongest(kinds: readonly IncidentKind[]): IncidentKind {
	return INCIDENT_KINDS.find((kind) => kinds.includes(kind)) ?? 'webrtc';
}

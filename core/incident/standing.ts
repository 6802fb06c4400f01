import type { EntryId, FailureCode } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import { checksFor } from './checks.ts';
import type { Explanation, Phase } from './explain.ts';
import type { IncidentKind, OtherAllowlist, PageCause } from './kinds.ts';
import { mergeHint, SAME_FAILURE_MS } from './merge.ts';
import { failedSockets, withoutSocket } from './socket.ts';
import type { Hint, Incident, Where } from './types.ts';

/** The incident that is being explained, as the background keeps it. */
export interface StandingIncident {
	readonly incident: Incident;
	readonly suspects: readonly EntryId[];
	readonly entries: readonly EntryId[];
	/** Hosts to which the CCP's own web socket failed: evidence for its run. */
	readonly sockets: readonly string[];
	/** A check has found another cause: web sockets that failed with it are evidence of nothing. */
	readonly explained?: boolean;
	/** Who noticed it. */
	readonly where?: Where;
	readonly explanation: Explanation;
	/** Start of its newest check, ms since the epoch. */
	readonly checkAt?: number;
	/** Undefined: nothing to check. */
	readonly check?: CheckStage;
	/** A cause was found and is tried again. */
	readonly retrying?: boolean;
	/** The agent closed the card. */
	readonly closed?: boolean;
	/** The view that the page was last given, as JSON. */
	readonly shown?: string;
	/** When each phase was first shown, ms since the first sign. */
	readonly shownMs: Readonly<Partial<Record<Phase, number>>>;
}

/**
 * Due: a sign is not checked yet, and what an earlier check found says nothing of it. Spent: the hour has no check left;
 * until it has, nothing more is known than the page tells.
 */
export type CheckStage = 'due' | 'spent' | 'under-way' | 'ended';

/** What is kept of an incident: closed words and times. */
export interface IncidentRecord {
	readonly id: string;
	readonly at: number;
	readonly kind: IncidentKind;
	readonly phase: Phase;
	readonly cause?: PageCause | FailureCode;
	readonly entries: readonly (EntryId | OtherAllowlist)[];
	readonly occurrences: number;
	readonly runId?: string;
}

/** Enough for a shift full of failures. */
const KEPT_INCIDENTS = 100;

/** The list with this incident added or brought up to date. */
export function keepIncident(
	records: readonly IncidentRecord[],
	standing: StandingIncident,
	runId?: string,
): IncidentRecord[] {
	const { incident, explanation } = standing;
	const { id, at, kind, occurrences } = incident;
	const { phase, cause, entries } = explanation;
	const known = records.find((record) => record.id === id);
	const record = {
		...known,
		id,
		at,
		kind,
		phase,
		...(cause && { cause }),
		entries,
		occurrences,
		...(runId && { runId }),
	};
	return [...records.filter((one) => one.id !== id), record].slice(-KEPT_INCIDENTS);
}

const fixed = ({ entries }: Explanation): Explanation => ({ phase: 'fixed', entries, rules: [] });

/** What was found stands on the card while a further sign is being checked; that check may find it mended. */
export function afterCheck(before: Explanation, now: Explanation, done: boolean): Explanation {
	const found = before.phase === 'suspected' || before.phase === 'final';
	const less =
		now.phase === 'checking' || now.phase === 'hidden' || (now.phase === 'suspected' && before.phase === 'final');
	if (!done) return found && less ? before : now;
	const mended = before.phase === 'final' && before.entries.length > 0 && now.cleared === true;
	return mended ? fixed(before) : now;
}

/**
 * A retry that finds its entries open, or the machine's one cause gone, has fixed it; one that does not, or was cut
 * short, changes nothing of what is shown.
 */
export function afterRetry(before: Explanation, now: Explanation, through: boolean): Explanation {
	if (!through) return before;
	const stands = now.phase === 'final' || now.phase === 'suspected';
	if (stands) return now.entries.length > 0 || before.entries.length === 0 ? now : before;
	return now.cleared || before.entries.length === 0 ? fixed(before) : before;
}

/** With what a check has found. Another cause than the web socket's own explains why that failed, too. */
export function withExplanation(standing: StandingIncident, explanation: Explanation): StandingIncident {
	const { phase, cause } = explanation;
	const other = phase === 'final' && cause !== undefined && cause !== 'websocket-refused';
	return other ? { ...standing, explanation, explained: true, sockets: [] } : { ...standing, explanation };
}

/**
 * The CCP opened its web socket to this host, at whatever time: its failure is no evidence any more, and fixed where it
 * was the cause. The same object: it never failed.
 */
export function afterOpening(standing: StandingIncident, host: string): StandingIncident {
	const { explanation, sockets } = standing;
	const incident = withoutSocket(standing.incident, host);
	if (!sockets.includes(host) && incident.hints.length === standing.incident.hints.length) return standing;
	const { cause, phase } = explanation;
	const stood = (phase === 'final' || phase === 'suspected') && cause === 'websocket-refused' && sockets.includes(host);
	return {
		...standing,
		incident,
		sockets: sockets.filter((one) => one !== host),
		...(stood && { explanation: fixed(explanation) }),
	};
}

const OF_FRAME: readonly IncidentKind[] = ['frame-refused', 'no-acknowledge'];

/** The framed CCP answers after all: what was said of its frame is over. The same object: nothing was. */
export function afterAcknowledge(standing: StandingIncident, { tab }: Where): StandingIncident {
	const { explanation, incident, where } = standing;
	const { phase } = explanation;
	const told = incident.hints.every(({ kind }) => OF_FRAME.includes(kind)) && where?.tab === tab;
	if (!told || phase === 'hidden' || phase === 'fixed') return standing;
	return { ...standing, explanation: fixed(explanation) };
}

export interface Taking {
	/** ms since the epoch. */
	readonly at: number;
	readonly newId: () => string;
	readonly plan: Plan;
	readonly where: Where | undefined;
}

/** The standing incident with these hints in it, or a new one. Undefined: there was no hint. */
export function takeHints(
	known: StandingIncident | null,
	hints: readonly Hint[],
	{ at, newId, plan, where }: Taking,
): StandingIncident | undefined {
	const over = known?.explanation.phase === 'fixed';
	const open = known && !over ? { incident: known.incident, standing: stands(known, at) } : undefined;
	const incident = hints.reduce<Incident | undefined>(
		(merged, hint) => mergeHint(merged ? { incident: merged, standing: false } : open, { hint, at, id: newId() }),
		undefined,
	);
	if (!incident) return undefined;
	const { suspects, entries } = checksFor(incident, plan);
	const explained = isExplained(known, incident, at);
	const sockets = explained ? [] : failedSockets(incident, plan);
	const found = { incident, suspects, entries, sockets, ...(explained && { explained }) };
	if (!known || known.incident.id !== incident.id) {
		return { ...found, ...(where && { where }), explanation: HIDDEN, shownMs: {} };
	}
	const again = incident.occurrences > known.incident.occurrences;
	// The agent may be in another tab by now.
	const moved = again && where && where.tab !== known.where?.tab;
	return { ...known, ...found, ...(moved && { where, shown: NOT_SHOWN }), closed: known.closed === true && !again };
}

/** Of this incident; or it comes so soon after the last check that its web socket was begun before that. */
function isExplained(known: StandingIncident | null, { id }: Incident, at: number): boolean {
	if (!known?.explained) return false;
	return known.incident.id === id || at - (known.checkAt ?? 0) <= SAME_FAILURE_MS;
}

/** A failure that nothing explained counts as the same one when it comes again within this time, ms. */
const UNEXPLAINED_MS = 1_800_000;

function stands({ explanation: { phase, cause }, incident }: StandingIncident, at: number): boolean {
	const unexplained = (phase === 'not-network' || phase === 'hidden') && cause === undefined;
	return phase === 'final' || (unexplained && at - incident.lastAt <= UNEXPLAINED_MS);
}

/** No view, as JSON. */
export const NOT_SHOWN = 'null';
const HIDDEN: Explanation = { phase: 'hidden', entries: [], rules: [] };

/** A new failure, or one more thing that may be at fault: worth a check. */
export function isNews(known: StandingIncident | null, next: StandingIncident): boolean {
	if (next.entries.length === 0) return false;
	if (!known || known.incident.id !== next.incident.id || known.checkAt === undefined) return true;
	const again = next.incident.occurrences > known.incident.occurrences;
	const more = next.incident.hints.length > known.incident.hints.length;
	const wider = hasNew(next.entries, known.entries) || hasNew(next.sockets, known.sockets);
	return again || wider || (more && foundNothing(known));
}

const hasNew = (now: readonly string[], before: readonly string[]) => now.some((one) => !before.includes(one));

/** A check that found nothing may have come too early: a further sign is worth another one. */
function foundNothing({ explanation: { phase, cause }, checkAt, incident }: StandingIncident): boolean {
	return (
		checkAt !== undefined &&
		cause === undefined &&
		(phase === 'not-network' || phase === 'hidden') &&
		checkAt >= incident.at
	);
}

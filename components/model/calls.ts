import { CALL_LEGS, type CallLeg } from '../../core/incident/agent.ts';
import { type CallOutcome, errorRate } from '../../core/incident/calls.ts';
import { labelOf } from '../../core/incident/card.ts';
import type { IncidentRecord } from '../../core/incident/standing.ts';
import { CAUSE_WORDS, KIND_WORDS, PAGE_WORDS } from '../../core/incident/words.ts';

/** Newest failures that are listed: older ones are about another network. */
const SHOWN = 10;

const LEG_NAMES: Readonly<Record<CallLeg, string>> = {
	call: 'Calls',
	transfer: 'Transfers',
	conference: 'Conferences',
};

/** What became of the agent's calls, in words. */
export interface CallsView {
	readonly summary: string;
	/** The guide's 2 percent rule. */
	readonly judgement: string;
	/** Transfers and conferences apart, where there were any. */
	readonly legs: readonly string[];
	/** The relay, as measured after the newest call of which it was. */
	readonly relay?: string;
	readonly failures: readonly { readonly id: string; readonly text: string }[];
}

export function callsView(calls: readonly CallOutcome[], incidents: readonly IncidentRecord[]): CallsView {
	const legs = CALL_LEGS.filter((leg) => leg !== 'call' && calls.some((call) => call.leg === leg));
	const relay = calls.findLast(({ media }) => media)?.media;
	return {
		summary: `${counted('Calls', calls)}${sinceText(calls)}`,
		judgement: JUDGEMENTS[String(errorRate(calls).above) as keyof typeof JUDGEMENTS],
		legs: legs.map((leg) => counted(LEG_NAMES[leg], calls, leg)),
		...(relay && { relay: relayText(relay) }),
		failures: incidents
			.slice(-SHOWN)
			.toReversed()
			.map(({ id, ...incident }) => ({ id, text: failureText(incident) })),
	};
}

const JUDGEMENTS = {
	undefined: 'Too few to judge: the guide looks at more than 200 calls.',
	false: "Within the guide's 2 percent.",
	true: "Above the guide's 2 percent: a proxy may resolve names wrongly. Consider allowing IP ranges.",
} as const;

function counted(name: string, outcomes: readonly CallOutcome[], leg?: CallLeg): string {
	const { calls, errors, lost } = errorRate(outcomes, leg);
	const share = calls === 0 ? '' : ` (${((100 * errors) / calls).toFixed(1)} %)`;
	return `${name}: ${calls}, failed: ${errors}${share}, sound lost in mid-call: ${lost}`;
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const sinceText = ([first]: readonly CallOutcome[]) => (first ? `, since ${dayOf(first.at)}` : '');

function relayText({ rttMs, jitterMs, lossPercent, mos }: NonNullable<CallOutcome['media']>): string {
	const path = `round trip ${Math.round(rttMs)} ms, jitter ${jitterMs.toFixed(1)} ms, loss ${lossPercent.toFixed(1)} %`;
	return `Relay with the call's own credentials: ${path}, mean opinion score ${mos.toFixed(1)} of 4.5 (ITU-T G.107)`;
}

function failureText({ at, kind, cause, entries, phase, occurrences }: Omit<IncidentRecord, 'id'>): string {
	const when = new Date(at).toISOString().replace('T', ' ').slice(0, 16);
	const named = entries.map(labelOf).join(', ');
	const end = phase === 'fixed' ? 'fixed since' : undefined;
	const parts = [KIND_WORDS[kind], named, cause && causeText(cause), occurrences > 1 && `${occurrences} times`, end];
	return `${when} UTC: ${parts.filter(Boolean).join('; ')}`;
}

function causeText(cause: NonNullable<IncidentRecord['cause']>): string {
	const page = Object.entries(PAGE_WORDS).find(([id]) => id === cause)?.[1].title;
	return page ?? Object.entries(CAUSE_WORDS).find(([code]) => code === cause)?.[1] ?? cause;
}

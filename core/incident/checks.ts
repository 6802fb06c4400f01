import type { Group } from '../catalog/types.ts';
import type { EntryId } from '../ids.ts';
import type { Plan, PlannedEntry, Target } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';
import { pageCause } from './classify.ts';
import type { IncidentKind } from './kinds.ts';
import type { Incident } from './types.ts';

/** Which groups of entries a failure can come from, nearest first. None: the page tells the cause itself. */
const GROUPS: Readonly<Record<IncidentKind, readonly Group[]>> = {
	'caller-left': [],
	microphone: [],
	'user-busy': [],
	'other-ccp': [],
	'unsupported-browser': [],
	vdi: [],
	'audio-enhancement': [],
	'salesforce-cors': [],
	'ice-collection-timeout': ['media'],
	'media-lost': ['media'],
	'signalling-connection': ['signalling'],
	'signalling-handshake': ['signalling'],
	'web-socket-lost': ['signalling'],
	webrtc: ['media', 'signalling'],
	api: ['instance'],
	'sign-in': ['instance', 'sign-in'],
	'no-acknowledge': ['instance', 'static', 'sign-in'],
	'frame-refused': ['instance'],
	'request-failed': [],
};

/**
 * HTTPS targets that are tried beside, to tell this entry's silence from a machine that is offline. All that calls need
 * is tried too: one failure often shows as two, seconds apart, and the second must not wait for another check.
 */
const CONTROLS: readonly EntryId[] = ['connect.participant', 'connect.telemetry'];

export interface Checks {
	/** What may be at fault, nearest first: only these are ever named. */
	readonly suspects: readonly EntryId[];
	/** What is tried: the suspects and the controls. */
	readonly entries: readonly EntryId[];
	readonly targets: readonly Target[];
}

/** The incident's own checks: nothing else runs while a call is up. Empty where the page told the cause. */
export function checksFor(incident: Incident, plan: Plan): Checks {
	if (pageCause(incident) !== undefined) return { suspects: [], entries: [], targets: [] };
	const named = incident.hints.flatMap((hint) => [...(hint.entries ?? []), ...entriesOfUrls(hint.urls ?? [], plan)]);
	const groups = incident.hints.flatMap(({ kind }) => GROUPS[kind]);
	const grouped = plan.entries.filter(({ entry }) => groups.includes(entry.group) && entry.breaks !== 'nothing');
	const planned = new Set(plan.entries.map(({ entry }) => entry.id));
	const suspects = [...new Set([...named, ...byGroup(grouped, groups)])].filter((id) => planned.has(id));
	if (suspects.length === 0) return { suspects, entries: [], targets: [] };
	const entries = [...new Set([...suspects, ...controlsOf(plan)])];
	const targets = plan.targets.filter((target) => target.entries.some((id) => entries.includes(id)));
	return { suspects, entries, targets };
}

function byGroup(entries: readonly PlannedEntry[], groups: readonly Group[]): EntryId[] {
	return entries
		.toSorted((a, b) => groups.indexOf(a.entry.group) - groups.indexOf(b.entry.group))
		.map(({ entry }) => entry.id);
}

function controlsOf(plan: Plan): EntryId[] {
	return plan.entries.flatMap(({ entry }) =>
		entry.breaks === 'calls' || CONTROLS.includes(entry.id) ? [entry.id] : [],
	);
}

/** Entries with a target on the same host: the path of a hint's URL is not known to be one that is probed. */
function entriesOfUrls(urls: readonly string[], plan: Plan): EntryId[] {
	const hosts = urls.map((url) => parseProbeUrl(url)?.host);
	return plan.targets.filter(({ host }) => hosts.includes(host)).flatMap((target) => target.entries);
}

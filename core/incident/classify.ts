import type { Profile } from '../profile.ts';
import type { IncidentKind, PageCause } from './kinds.ts';
import type { Hint, Incident } from './types.ts';

/** Kinds that a page may show with nothing wrong for the agent: explained only once a check finds a cause. */
const QUIET: readonly IncidentKind[] = [
	'webrtc',
	'api',
	'sign-in',
	'no-acknowledge',
	'media-lost',
	'request-failed',
	'web-socket-lost',
];

/** Kinds that say by themselves what is at fault. */
const SELF_EXPLAINED: Readonly<Partial<Record<IncidentKind, PageCause>>> = {
	'caller-left': 'caller-left',
	'user-busy': 'user-busy',
	'other-ccp': 'other-ccp',
	microphone: 'microphone-denied',
	'unsupported-browser': 'unsupported-browser',
	vdi: 'vdi',
	'audio-enhancement': 'audio-enhancement',
	'salesforce-cors': 'salesforce-cors',
};

/** Signs of the network that nothing else produces: with one of them it is looked at, whatever the page tells besides. */
const OF_NETWORK: readonly IncidentKind[] = ['ice-collection-timeout', 'signalling-handshake', 'signalling-connection'];

/** What is at fault if it is not the network; undefined where only a check can tell. */
export function pageCause(incident: Incident, profile?: Profile): PageCause | undefined {
	if (profile?.connect?.mediaLess && NEEDS_MEDIA.includes(incident.kind)) return 'media-less';
	return incident.hints.some(({ kind }) => OF_NETWORK.includes(kind)) ? undefined : toldCause(incident);
}

/** What the page tells, where a check has cleared the network. */
export function toldCause({ hints, kind }: Incident): PageCause | undefined {
	return hints.find(({ cause }) => cause !== undefined)?.cause ?? SELF_EXPLAINED[kind];
}

/** A media-less CCP carries no audio: what its media says is no fault. */
const NEEDS_MEDIA: readonly IncidentKind[] = ['ice-collection-timeout', 'media-lost', 'microphone', 'webrtc'];

/** Causes that are nobody's fault: nothing is shown. */
const SILENT: readonly PageCause[] = ['caller-left', 'media-less', 'signed-out'];

export const isSilent = (cause: PageCause) => SILENT.includes(cause);

/** Sources that a call in good order can set off: a gathering that is just slow, a text that someone wrote. */
const UNCONFIRMED: readonly Hint['source'][] = ['peer', 'banner'];

/** Every hint may mean nothing: the card waits until a check finds a cause. */
export function isQuiet({ hints }: Incident): boolean {
	return hints.every(({ kind, source }) => QUIET.includes(kind) || UNCONFIRMED.includes(source));
}

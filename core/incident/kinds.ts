/**
 * What a page said went wrong. Public: telemetry and scenarios refer to these words, so the list is append-only.
 * Order = strength: of several that one failure causes, the first names it.
 */
export const INCIDENT_KINDS = [
	'caller-left',
	'microphone',
	'user-busy',
	'other-ccp',
	'unsupported-browser',
	'vdi',
	'audio-enhancement',
	'ice-collection-timeout',
	'signalling-handshake',
	'signalling-connection',
	'media-lost',
	'frame-refused',
	'salesforce-cors',
	'request-failed',
	'web-socket-lost',
	'sign-in',
	'api',
	'webrtc',
	'no-acknowledge',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Who told: each source alone is enough. */
export const HINT_SOURCES = ['streams', 'banner', 'request', 'frame', 'peer'] as const;

/** What is at fault when it is not an entry of the network's allowlist. Append-only. */
export const PAGE_CAUSES = [
	'caller-left',
	'user-busy',
	'other-ccp',
	'microphone-denied',
	'microphone-frame',
	'microphone-policy',
	'unsupported-browser',
	'vdi',
	'audio-enhancement',
	'cookies-blocked',
	'media-less',
	'origin-not-approved',
	'salesforce-cors',
	'local-network-access',
	'signed-out',
] as const;
export type PageCause = (typeof PAGE_CAUSES)[number];

/** The allowlists that are not the network's: the ids of the documents. Append-only. */
export const OTHER_ALLOWLISTS = [
	'connect.approved-origins',
	'salesforce.cors',
	'salesforce.permissions-policy',
] as const;
export type OtherAllowlist = (typeof OTHER_ALLOWLISTS)[number];

/** Which of the other allowlists mends a cause. */
export const ALLOWLIST_OF: Readonly<Partial<Record<PageCause, OtherAllowlist>>> = {
	'origin-not-approved': 'connect.approved-origins',
	'salesforce-cors': 'salesforce.cors',
	'microphone-policy': 'salesforce.permissions-policy',
};

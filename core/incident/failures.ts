import type { IncidentKind } from './kinds.ts';

/** `errorType` of `agent::softphone_error` (amazon-connect-streams, SoftphoneErrorTypes and two raw strings). */
export const SOFTPHONE_ERRORS: Readonly<Record<string, IncidentKind>> = {
	unsupported_browser: 'unsupported-browser',
	microphone_not_shared: 'microphone',
	signalling_handshake_failure: 'signalling-handshake',
	signalling_connection_failure: 'signalling-connection',
	ice_collection_timeout: 'ice-collection-timeout',
	user_busy_error: 'user-busy',
	webrtc_error: 'webrtc',
	realtime_communication_error: 'webrtc',
	vdi_strategy_not_supported: 'vdi',
	vdi_redir_not_supported: 'vdi',
	multiple_softphone_active_sessions: 'other-ccp',
	audio_enhancement_failure: 'audio-enhancement',
	other: 'webrtc',
};

/** `failedReason` of the metric "Softphone Session Failed" (connect-rtc-js, RTC_ERRORS). */
const FAILED_REASONS: Readonly<Record<string, IncidentKind>> = {
	'Ice Collection Timeout': 'ice-collection-timeout',
	'Signalling Connection Failure': 'signalling-connection',
	'Signalling Handshake Failure': 'signalling-handshake',
	'GUM Timeout Failure': 'microphone',
	'GUM Other Failure': 'microphone',
	'User Busy': 'user-busy',
	'Call Not Found': 'caller-left',
};

/** No reason at all is a caller who hung up while the call was being set up; an unknown one is somebody's fault. */
export function kindOfReason(reason: string | undefined): IncidentKind {
	return reason ? (FAILED_REASONS[reason] ?? 'webrtc') : 'caller-left';
}

/** Failure flags of `softphone_report`, in the order in which a call is set up. */
export const REPORT_FAILURES = {
	gumTimeoutFailure: 'microphone',
	gumOtherFailure: 'microphone',
	createOfferFailure: 'webrtc',
	setLocalDescriptionFailure: 'webrtc',
	iceCollectionFailure: 'ice-collection-timeout',
	signallingConnectionFailure: 'signalling-connection',
	userBusyFailure: 'user-busy',
	handshakingFailure: 'signalling-handshake',
	invalidRemoteSDPFailure: 'webrtc',
	noRemoteIceCandidateFailure: 'webrtc',
	setRemoteDescriptionFailure: 'webrtc',
} as const satisfies Record<string, IncidentKind>;

/** Agent states that tell of a failed call (amazon-connect-streams, AgentErrorStates); a missed call is none. */
export const AGENT_STATES: Readonly<Record<string, IncidentKind>> = {
	FailedConnectAgent: 'webrtc',
	FailedConnectCustomer: 'caller-left',
	RealtimeCommunicationError: 'webrtc',
	MultipleCcpWindows: 'other-ccp',
};

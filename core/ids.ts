/**
 * The public interface of Linecheck: dashboards, policies and tickets refer to these ids.
 * Append-only: an id is never renamed, reused or removed (core/ids.test.ts holds it).
 */

/** Entry ids: one for each entry of an administrator's allowlist. */
export const ENTRY_IDS = [
	'connect.instance.my-connect',
	'connect.instance.awsapps',
	'connect.instance.govcloud',
	'connect.ccp.v1-signalling',
	'connect.transport',
	'connect.media.turn',
	'connect.cloudfront',
	'connect.cloudfront.non-saml',
	'connect.static',
	'connect.static.ca-central-1',
	'connect.telemetry',
	'connect.participant',
	'connect.attachments',
	'connect.sign-in.saml',
	'connect.sign-in.non-saml',
	'connect.global-resiliency.sign-in',
	'connect.global-resiliency.discovery',
	'connect.scheduling.uploads',
	'connect.video.chime',
	'connect.video.chime-media',
	'connect.execute-api',
	'ingenius.auth',
	'ingenius.cognito-idp',
	'ingenius.app',
	'ingenius.data',
	'ingenius.api',
	'ingenius.cdnjs',
	'ingenius.gateway',
] as const;
export type EntryId = (typeof ENTRY_IDS)[number];

/** Failure codes: how one observation failed. The causes of verdicts come from the same list. */
export const FAILURE_CODES = [
	'dns-not-resolved',
	'dns-timeout',
	'tcp-refused',
	'tcp-reset',
	'tcp-timeout',
	'tls-untrusted',
	'tls-inspected',
	'tls-broken',
	'tls-timeout',
	'clock-wrong',
	'proxy-unreachable',
	'proxy-denied',
	'proxy-auth',
	'proxy-misconfigured',
	'block-page',
	'unexpected-address',
	'websocket-refused',
	'turn-not-resolved',
	'turn-unanswered',
	'webrtc-udp-disabled',
	'offline',
	'captive-portal',
	'blocked-by-extension',
	'blocked-by-policy',
	'local-firewall',
	'network-changed',
	'probe-refused',
	'unknown',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Verdicts on an entry or a target; docs/architecture.md says what each one claims. */
export const VERDICTS = [
	'reachable',
	'blocked',
	'tampered',
	'degraded',
	'inconclusive',
	'untested',
	'not-needed',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Finding ids: what a finding says, `cause` or `cause.scope`. */
export const FINDING_IDS = [
	'offline',
	'https-silent.all',
	'tls-untrusted.all',
	'refused.all',
	'captive-portal',
	'proxy-unreachable',
	'proxy-auth.all',
	'proxy-misconfigured',
	'dns.all',
	'clock-wrong',
	'network-changed',
	'local-firewall',
	'blocked-by-extension',
	'blocked-by-policy',
	'probe-refused',
	'webrtc-udp-disabled',
	'turn-unanswered.all',
	'turn-unanswered.some',
	'turn-not-resolved',
	'turn-unconfirmed',
	'silent',
	'silent.some',
	'dns-not-resolved',
	'dns-not-resolved.named',
	'dns-not-resolved.unseen',
	'tcp-refused',
	'proxy-denied',
	'proxy-auth',
	'tls-untrusted',
	'tls-inspected',
	'tls-broken',
	'unexpected-address',
	'block-page',
	'websocket-refused',
	'degraded',
	'loss',
	'turn-unlisted',
] as const;
export type FindingId = (typeof FINDING_IDS)[number];

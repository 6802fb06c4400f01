import type { FailureCode } from '../ids.ts';

/** What an error text means. `silent`: nothing came back, as opposed to a refusal. */
export interface Cause {
	readonly code: FailureCode;
	readonly silent?: true;
}

const silent = (code: FailureCode): Cause => ({ code, silent: true });
const refused = (code: FailureCode): Cause => ({ code });

/**
 * Chromium, `webRequest.onErrorOccurred`, without `net::ERR_`.
 * Names: chromium.googlesource.com/chromium/src/+/main/net/base/net_error_list.h
 */
export const CHROMIUM_ERRORS: Readonly<Record<string, Cause>> = {
	NAME_NOT_RESOLVED: refused('dns-not-resolved'),
	NAME_RESOLUTION_FAILED: refused('dns-not-resolved'),
	DNS_SERVER_FAILED: refused('dns-not-resolved'),
	DNS_TIMED_OUT: silent('dns-timeout'),
	CONNECTION_REFUSED: refused('tcp-refused'),
	CONNECTION_RESET: refused('tcp-reset'),
	CONNECTION_CLOSED: refused('tcp-reset'),
	CONNECTION_ABORTED: refused('tcp-reset'),
	EMPTY_RESPONSE: refused('tcp-reset'),
	HTTP2_PING_FAILED: refused('tcp-reset'),
	CONNECTION_TIMED_OUT: silent('tcp-timeout'),
	TIMED_OUT: silent('tcp-timeout'),
	// One code for the machine without a network and for an ICMP unreachable: tried again, no verdict.
	ADDRESS_UNREACHABLE: refused('offline'),
	INTERNET_DISCONNECTED: refused('offline'),
	NETWORK_CHANGED: refused('network-changed'),
	NETWORK_IO_SUSPENDED: refused('network-changed'),
	NETWORK_ACCESS_DENIED: refused('local-firewall'),
	PROXY_CONNECTION_FAILED: refused('proxy-unreachable'),
	TUNNEL_CONNECTION_FAILED: refused('proxy-denied'),
	PROXY_AUTH_REQUESTED: refused('proxy-auth'),
	PROXY_AUTH_UNSUPPORTED: refused('proxy-auth'),
	MANDATORY_PROXY_CONFIGURATION_FAILED: refused('proxy-misconfigured'),
	PAC_SCRIPT_FAILED: refused('proxy-misconfigured'),
	PAC_NOT_IN_DHCP: refused('proxy-misconfigured'),
	NO_SUPPORTED_PROXIES: refused('proxy-misconfigured'),
	PROXY_CERTIFICATE_INVALID: refused('proxy-misconfigured'),
	CERT_AUTHORITY_INVALID: refused('tls-untrusted'),
	CERT_COMMON_NAME_INVALID: refused('tls-untrusted'),
	CERT_INVALID: refused('tls-untrusted'),
	CERT_REVOKED: refused('tls-untrusted'),
	CERT_WEAK_KEY: refused('tls-untrusted'),
	CERT_WEAK_SIGNATURE_ALGORITHM: refused('tls-untrusted'),
	CERT_NAME_CONSTRAINT_VIOLATION: refused('tls-untrusted'),
	CERT_VALIDITY_TOO_LONG: refused('tls-untrusted'),
	CERTIFICATE_TRANSPARENCY_REQUIRED: refused('tls-untrusted'),
	SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: refused('tls-inspected'),
	CERT_KNOWN_INTERCEPTION_BLOCKED: refused('tls-inspected'),
	CERT_DATE_INVALID: refused('clock-wrong'),
	SSL_PROTOCOL_ERROR: refused('tls-broken'),
	SSL_VERSION_OR_CIPHER_MISMATCH: refused('tls-broken'),
	SSL_UNRECOGNIZED_NAME_ALERT: refused('tls-broken'),
	BAD_SSL_CLIENT_AUTH_CERT: refused('tls-broken'),
	BLOCKED_BY_CLIENT: refused('blocked-by-extension'),
	BLOCKED_BY_ADMINISTRATOR: refused('blocked-by-policy'),
	UNSAFE_PORT: refused('probe-refused'),
	INSUFFICIENT_RESOURCES: refused('probe-refused'),
};

/**
 * Firefox, the same event. Names: searchfox.org/mozilla-central/source/xpcom/base/ErrorList.py
 * TLS errors are localised sentences and are not in this list.
 */
export const FIREFOX_ERRORS: Readonly<Record<string, Cause>> = {
	NS_ERROR_UNKNOWN_HOST: refused('dns-not-resolved'),
	NS_ERROR_DNS_LOOKUP_QUEUE_FULL: refused('probe-refused'),
	NS_ERROR_CONNECTION_REFUSED: refused('tcp-refused'),
	NS_ERROR_NET_RESET: refused('tcp-reset'),
	NS_ERROR_NET_INTERRUPT: refused('tcp-reset'),
	NS_ERROR_NET_PARTIAL_TRANSFER: refused('tcp-reset'),
	NS_ERROR_NET_EMPTY_RESPONSE: refused('tcp-reset'),
	NS_ERROR_NET_TIMEOUT: silent('tcp-timeout'),
	NS_ERROR_NET_TIMEOUT_EXTERNAL: silent('tcp-timeout'),
	NS_ERROR_NET_INADEQUATE_SECURITY: refused('tls-broken'),
	NS_ERROR_OFFLINE: refused('offline'),
	NS_ERROR_NETWORK_CHANGED: refused('network-changed'),
	NS_ERROR_PORT_ACCESS_NOT_ALLOWED: refused('probe-refused'),
	NS_ERROR_UNKNOWN_PROXY_HOST: refused('proxy-unreachable'),
	// A dead proxy, and a proxy that answers 407: Firefox 153 says the same for both.
	NS_ERROR_PROXY_CONNECTION_REFUSED: refused('proxy-unreachable'),
	NS_ERROR_PROXY_AUTHENTICATION_FAILED: refused('proxy-auth'),
	NS_ERROR_PROXY_FORBIDDEN: refused('proxy-denied'),
	NS_ERROR_PROXY_BAD_GATEWAY: refused('proxy-denied'),
	NS_ERROR_PROXY_GATEWAY_TIMEOUT: refused('proxy-denied'),
	NS_ERROR_PROXY_UNAVAILABLE: refused('proxy-denied'),
	NS_ERROR_PROXY_NOT_IMPLEMENTED: refused('proxy-denied'),
	NS_ERROR_BLOCKED_BY_POLICY: refused('blocked-by-policy'),
	// Fall-backs: the last state of the connection, from version 151 and before it.
	NS_ERROR_NET_ON_RESOLVING: silent('dns-timeout'),
	NS_ERROR_NET_ON_RESOLVED: silent('tcp-timeout'),
	NS_ERROR_NET_ON_CONNECTING_TO: silent('tcp-timeout'),
	NS_ERROR_NET_ON_CONNECTED_TO: silent('tls-timeout'),
	NS_ERROR_NET_ON_TLS_HANDSHAKE_STARTING: silent('tls-timeout'),
	NS_ERROR_NET_ON_TLS_HANDSHAKE_ENDED: silent('tls-timeout'),
	NS_ERROR_NET_ON_SENDING_TO: silent('tls-timeout'),
	NS_ERROR_NET_ON_WAITING_FOR: silent('tls-timeout'),
	NS_ERROR_NET_ON_RECEIVING_FROM: silent('tls-timeout'),
};

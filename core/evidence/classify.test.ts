import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../ids.ts';
import { anyHost } from '../testing/hosts.ts';
import { CHROMIUM_ERRORS, FIREFOX_ERRORS } from './browser-errors.ts';
import { classifyRequest, classifyTurn, classifyWebSocket, type SeenTurn } from './classify.ts';
import { scrub } from './scrub.ts';

const request = (browser: 'chromium' | 'firefox', error: string | undefined, more: object = {}, aborted = false) =>
	classifyRequest({ browser, seen: { ...(error !== undefined && { error }), ...more }, aborted });

describe('classifyRequest', () => {
	it.each([
		['net::ERR_NAME_NOT_RESOLVED', 'failed', 'dns-not-resolved'],
		['net::ERR_DNS_TIMED_OUT', 'silent', 'dns-timeout'],
		['net::ERR_CONNECTION_REFUSED', 'failed', 'tcp-refused'],
		['net::ERR_CONNECTION_RESET', 'failed', 'tcp-reset'],
		['net::ERR_CONNECTION_CLOSED', 'failed', 'tcp-reset'],
		['net::ERR_EMPTY_RESPONSE', 'failed', 'tcp-reset'],
		['net::ERR_CONNECTION_TIMED_OUT', 'silent', 'tcp-timeout'],
		['net::ERR_INTERNET_DISCONNECTED', 'failed', 'offline'],
		['net::ERR_ADDRESS_UNREACHABLE', 'failed', 'offline'],
		['net::ERR_NETWORK_CHANGED', 'failed', 'network-changed'],
		['net::ERR_NETWORK_ACCESS_DENIED', 'failed', 'local-firewall'],
		['net::ERR_PROXY_CONNECTION_FAILED', 'failed', 'proxy-unreachable'],
		['net::ERR_TUNNEL_CONNECTION_FAILED', 'failed', 'proxy-denied'],
		['net::ERR_PAC_SCRIPT_FAILED', 'failed', 'proxy-misconfigured'],
		['net::ERR_CERT_AUTHORITY_INVALID', 'failed', 'tls-untrusted'],
		['net::ERR_CERT_DATE_INVALID', 'failed', 'clock-wrong'],
		['net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED', 'failed', 'tls-inspected'],
		['net::ERR_SSL_PROTOCOL_ERROR', 'failed', 'tls-broken'],
		['net::ERR_BLOCKED_BY_CLIENT', 'failed', 'blocked-by-extension'],
		['net::ERR_BLOCKED_BY_ADMINISTRATOR', 'failed', 'blocked-by-policy'],
		['net::ERR_UNSAFE_PORT', 'failed', 'probe-refused'],
		['net::ERR_SOMETHING_NEW', 'failed', 'unknown'],
	])('Chromium: %s is %s, %s', (error, kind, code) => {
		expect(request('chromium', error)).toMatchObject({ kind, code });
	});

	it.each([
		['NS_ERROR_UNKNOWN_HOST', 'failed', 'dns-not-resolved'],
		['NS_ERROR_CONNECTION_REFUSED', 'failed', 'tcp-refused'],
		['NS_ERROR_NET_RESET', 'failed', 'tcp-reset'],
		['NS_ERROR_PROXY_FORBIDDEN', 'failed', 'proxy-denied'],
		['NS_ERROR_PROXY_BAD_GATEWAY', 'failed', 'proxy-denied'],
		['NS_ERROR_PROXY_GATEWAY_TIMEOUT', 'failed', 'proxy-denied'],
		['NS_ERROR_PROXY_CONNECTION_REFUSED', 'failed', 'proxy-unreachable'],
		['NS_ERROR_NET_ON_RECEIVING_FROM', 'silent', 'tls-timeout'],
		['NS_ERROR_NET_ON_CONNECTING_TO', 'silent', 'tcp-timeout'],
		['NS_ERROR_NEW_IN_200', 'failed', 'unknown'],
		['Le certificat de l’émetteur du pair n’est pas reconnu.', 'failed', 'tls-untrusted'],
		['ピアの証明書発行者が認識されていません。', 'failed', 'tls-untrusted'],
	])('Firefox: %s is %s, %s', (error, kind, code) => {
		expect(request('firefox', error)).toMatchObject({ kind, code });
	});

	it('knows nothing where the log is silent', () => {
		for (const browser of ['chromium', 'firefox'] as const) {
			expect(classifyRequest({ browser, seen: {}, aborted: false })).toEqual({ kind: 'failed', code: 'unknown' });
		}
	});

	it('reads a refused connection behind a proxy as the proxy’s denial', () => {
		expect(request('firefox', 'NS_ERROR_CONNECTION_REFUSED', { viaProxy: true })).toMatchObject({
			kind: 'failed',
			code: 'proxy-denied',
			viaProxy: true,
		});
	});

	it('calls our own deadline silence, and tells TCP from TLS where Firefox knows the address', () => {
		expect(request('chromium', 'net::ERR_ABORTED', {}, true)).toEqual({
			kind: 'silent',
			code: 'tcp-timeout',
			final: true,
		});
		expect(request('firefox', 'NS_BINDING_ABORTED', {}, true)).toMatchObject({ kind: 'silent', code: 'tcp-timeout' });
		expect(request('firefox', 'NS_BINDING_ABORTED', { ip: '192.0.2.1' }, true)).toMatchObject({ code: 'tls-timeout' });
		expect(request('firefox', 'NS_BINDING_ABORTED', { ip: '10.0.0.1', viaProxy: true }, true)).toMatchObject({
			code: 'tcp-timeout',
		});
		expect(request('chromium', undefined, {}, true)).toMatchObject({ kind: 'silent' });
	});

	it('keeps a refusal that came before our deadline', () => {
		expect(request('chromium', 'net::ERR_CONNECTION_RESET', {}, true)).toMatchObject({
			kind: 'failed',
			code: 'tcp-reset',
		});
	});

	it('does not take an abort of somebody else for silence', () => {
		expect(request('chromium', 'net::ERR_ABORTED')).toMatchObject({ kind: 'failed', code: 'unknown' });
	});

	it('maps to the closed list only', () => {
		const codes = [...Object.values(CHROMIUM_ERRORS), ...Object.values(FIREFOX_ERRORS)].map(({ code }) => code);
		expect(codes.filter((code) => !FAILURE_CODES.includes(code))).toEqual([]);
	});

	it('never throws, whatever the text', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom('chromium' as const, 'firefox' as const), (error, browser) => {
				expect(['failed', 'silent']).toContain(request(browser, error).kind);
			}),
		);
	});
});

describe('classifyWebSocket', () => {
	const socket = { browser: 'chromium', seen: {}, aborted: false, opened: false } as const;

	it('calls an unexplained failure a refusal', () => {
		expect(classifyWebSocket({ ...socket, seen: { error: 'net::ERR_FAILED' } })).toMatchObject({
			code: 'websocket-refused',
		});
		expect(classifyWebSocket(socket)).toMatchObject({ code: 'websocket-refused' });
	});

	it('keeps who answered a refused handshake', () => {
		const seen = { status: 403, headers: { server: 'Zscaler/6.2', 'set-cookie': 'secret' } };
		expect(classifyWebSocket({ ...socket, browser: 'firefox', seen })).toEqual({
			kind: 'answered',
			proof: 'http',
			status: 403,
			headers: { server: 'Zscaler/6.2' },
		});
	});

	it('takes an open socket for an answer', () => {
		expect(classifyWebSocket({ ...socket, opened: true })).toMatchObject({ kind: 'answered', proof: 'websocket' });
	});
});

describe('classifyTurn', () => {
	const nothing: SeenTurn = { browser: 'chromium', stun: false, candidates: 1, errors: [], aborted: false };
	const error = (code: number, text: string, afterMs: number) => ({ code, text, afterMs });

	it('takes any error of the server for its answer', () => {
		const errors = [error(701, 'TURN host lookup received error.', 4), error(401, 'Unauthorized.', 160)];
		expect(classifyTurn({ ...nothing, errors })).toEqual({
			kind: 'answered',
			proof: 'turn',
			status: 401,
			roundTripMs: 50,
		});
		expect(classifyTurn({ ...nothing, browser: 'firefox', errors: [error(401, '', 52)] })).toMatchObject({
			roundTripMs: 52,
		});
	});

	it('knows the weaker proof', () => {
		expect(classifyTurn({ ...nothing, stun: true, aborted: true })).toEqual({ kind: 'answered', proof: 'stun' });
		expect(classifyTurn({ ...nothing, relay: true })).toEqual({ kind: 'answered', proof: 'turn' });
	});

	it('tells a name from silence: Chromium by text, Firefox by time', () => {
		const chromium = (text: string) => classifyTurn({ ...nothing, errors: [error(701, text, 30)] });
		expect(chromium('TURN host lookup received error.')).toMatchObject({ kind: 'failed', code: 'turn-not-resolved' });
		expect(chromium('TURN allocate request timed out.')).toMatchObject({ kind: 'silent', code: 'turn-unanswered' });
		const firefox = (afterMs: number) =>
			classifyTurn({ ...nothing, browser: 'firefox', errors: [error(701, '', afterMs)] });
		expect(firefox(5)).toMatchObject({ code: 'turn-not-resolved' });
		expect(firefox(11_100)).toMatchObject({ code: 'turn-unanswered' });
	});

	it('sees a policy in a gathering that ends with nothing at all', () => {
		expect(classifyTurn({ ...nothing, candidates: 0 })).toMatchObject({ code: 'webrtc-udp-disabled' });
		expect(classifyTurn({ ...nothing, candidates: 0, aborted: true })).toMatchObject({ code: 'turn-unanswered' });
	});
});

describe('scrub', () => {
	it.each([
		['connect to 10.1.2.3:443 failed', 'connect to … failed'],
		['cannot reach https://acme.my.connect.aws/api?token=1', 'cannot reach …'],
		['no route to [2600:f0f2:7101::1]', 'no route to …'],
		['proxy.corp.example:8080 refused', '… refused'],
		['open C:\\Users\\ann\\x failed', 'open … failed'],
		['net::ERR_SOMETHING_NEW', 'net::ERR_SOMETHING_NEW'],
		['NS_ERROR_NEW_IN_200', 'NS_ERROR_NEW_IN_200'],
	])('%s becomes %s', (text, expected) => {
		expect(scrub(text)).toBe(expected);
	});

	it('leaves no address and no host in any text', () => {
		const secret = fc.oneof(
			fc.ipV4(),
			anyHost,
			anyHost.map((host) => `https://${host}/path?key=value`),
		);
		fc.assert(
			fc.property(fc.string({ maxLength: 20 }), secret, (before, found) => {
				expect(scrub(`${before} ${found} end`)).not.toContain(found);
			}),
		);
	});

	it('keeps no more than 120 characters', () => {
		expect(scrub('word '.repeat(100)).length).toBeLessThanOrEqual(120);
	});
});

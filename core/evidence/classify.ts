import type { FailureCode } from '../ids.ts';
import { type Cause, CHROMIUM_ERRORS, FIREFOX_ERRORS } from './browser-errors.ts';
import { answerHeaders, type SeenRequest } from './request.ts';
import { scrub } from './scrub.ts';
import type { Answered, Environment, Outcome } from './types.ts';

type Browser = Environment['browser'];

/** A request that got no HTTP answer. `aborted`: our own deadline ended it. */
export interface UnansweredRequest {
	readonly browser: Browser;
	readonly seen: SeenRequest;
	readonly aborted: boolean;
}

/** What stays of the request's context whatever its outcome is. */
const contextOf = ({ ip, viaProxy }: SeenRequest) => ({
	...(ip !== undefined && { ip }),
	...(viaProxy !== undefined && { viaProxy }),
});

function outcomeOf(cause: Cause, seen: SeenRequest): Outcome {
	const context = contextOf(seen);
	if (cause.silent) return { kind: 'silent', code: cause.code, final: true, ...context };
	const text = cause.code === 'unknown' && seen.error !== undefined ? { text: scrub(seen.error) } : {};
	return { kind: 'failed', code: cause.code, ...text, ...context };
}

/** Firefox knows the address once TCP is up, so a hang after it is TLS; Chromium cannot tell the two apart. */
function silenceCode(browser: Browser, seen: SeenRequest): FailureCode {
	return browser === 'firefox' && seen.ip !== undefined && seen.viaProxy !== true ? 'tls-timeout' : 'tcp-timeout';
}

const firefoxBehindProxy: Readonly<Record<string, FailureCode>> = {
	// A proxy that answers CONNECT with 503 or 302 shows as a refused connection.
	NS_ERROR_CONNECTION_REFUSED: 'proxy-denied',
};

/** Firefox: `NS_…` names, and for TLS a localised sentence, which is never read. */
function firefoxCause(error: string, seen: SeenRequest): Cause {
	const behindProxy = seen.viaProxy === true ? firefoxBehindProxy[error] : undefined;
	if (behindProxy !== undefined) return { code: behindProxy };
	// The log lags behind, or shows nothing of this host.
	if (error === '') return { code: 'unknown' };
	if (error.startsWith('NS_')) return FIREFOX_ERRORS[error] ?? { code: 'unknown' };
	return { code: 'tls-untrusted' };
}

function causeOf(browser: Browser, error: string, seen: SeenRequest): Cause {
	if (browser === 'firefox') return firefoxCause(error, seen);
	return CHROMIUM_ERRORS[error.replace(/^net::ERR_/, '')] ?? { code: 'unknown' };
}

/** Why an https or http request got no answer, from the browser's error text. */
export function classifyRequest({ browser, seen, aborted }: UnansweredRequest): Outcome {
	const error = seen.error ?? '';
	const ours = aborted && (error === '' || /ABORTED/.test(error));
	if (ours) return outcomeOf({ code: silenceCode(browser, seen), silent: true }, seen);
	return outcomeOf(causeOf(browser, error, seen), seen);
}

/** How a web socket of ours went. Its refusal is never an accusation: the real service may refuse a stranger too. */
export interface SeenSocket extends UnansweredRequest {
	readonly opened: boolean;
}

/** Chromium says net::ERR_FAILED for a 403, a refusal and a TLS failure alike; Firefox shows the status. */
export function classifyWebSocket(socket: SeenSocket): Outcome {
	const { opened, seen, aborted } = socket;
	if (opened) return { kind: 'answered', proof: 'websocket', ...contextOf(seen) };
	if (seen.status !== undefined) return answeredHandshake({ ...seen, status: seen.status });
	const outcome = classifyRequest(socket);
	const unnamed = outcome.kind === 'failed' && outcome.code === 'unknown';
	return unnamed && !aborted ? { kind: 'failed', code: 'websocket-refused', ...contextOf(seen) } : outcome;
}

function answeredHandshake(seen: SeenRequest & { status: number }): Answered {
	const { status, headers = {} } = seen;
	return { kind: 'answered', proof: 'http', status, headers: answerHeaders(headers), ...contextOf(seen) };
}

/** What one gathering told of one TURN server. */
export interface SeenTurn {
	readonly browser: Browser;
	/** A server-reflexive candidate came: the UDP path is open. */
	readonly stun: boolean;
	/** A relay candidate came: the TURN server serves. */
	readonly relay?: boolean;
	/** Candidates of any type. */
	readonly candidates: number;
	readonly errors: readonly { readonly code: number; readonly text: string; readonly afterMs: number }[];
	readonly aborted: boolean;
}

/** RTCPeerConnectionIceErrorEvent: 701 = no answer; anything else is an answer of the server (RFC 8656 section 19). */
const NO_ANSWER = 701;
/** Firefox 153 says 701 with no text in 5 ms for a name that does not resolve, and at 11.1 s for silence. */
const FIREFOX_LOOKUP_MS = 10_000;

function turnFailure({ browser, errors, candidates, aborted }: SeenTurn): Outcome {
	const lookup = errors.some(({ text, afterMs }) =>
		browser === 'chromium' ? /host lookup/i.test(text) : afterMs < FIREFOX_LOOKUP_MS,
	);
	if (lookup) return { kind: 'failed', code: 'turn-not-resolved' };
	if (aborted || errors.length > 0) return { kind: 'silent', code: 'turn-unanswered', final: true };
	// Complete at once, no candidate, no error: measured in Chromium 156 under `disable_non_proxied_udp`.
	if (candidates === 0) return { kind: 'failed', code: 'webrtc-udp-disabled' };
	return { kind: 'failed', code: 'unknown', text: 'gathering complete without an answer or an error' };
}

/** Chromium 156 sends the Allocate after the Binding and takes 60 to 80 ms of its own; Firefox 153 sends it at once. */
function roundTripMs(browser: Browser, afterMs: number): number {
	return browser === 'chromium' ? Math.max(0, (afterMs - 60) / 2) : afterMs;
}

/** Decides for one server: any answer wins over every error, since one interface may fail while another succeeds. */
export function classifyTurn(seen: SeenTurn): Outcome {
	const answer = seen.errors.find(({ code }) => code !== NO_ANSWER);
	if (answer !== undefined) {
		const { code: status, afterMs } = answer;
		return { kind: 'answered', proof: 'turn', status, roundTripMs: roundTripMs(seen.browser, afterMs) };
	}
	if (seen.relay === true) return { kind: 'answered', proof: 'turn' };
	if (seen.stun) return { kind: 'answered', proof: 'stun' };
	return turnFailure(seen);
}

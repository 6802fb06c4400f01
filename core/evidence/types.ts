import type { FailureCode } from '../ids.ts';

/** What answered, from weakest to strongest proof for its kind. `stun`: the UDP path is open; `turn`: the TURN server answers. */
export type Proof = 'http' | 'websocket' | 'stun' | 'turn';

/** The target answered. What a page could not be trusted with is not in here: header values are kept only for the names in `ANSWER_HEADERS`. */
export interface Answered {
	readonly kind: 'answered';
	readonly proof: Proof;
	/** HTTP status, or the TURN error code (401). */
	readonly status?: number;
	/** Address the browser connected to; behind an explicit proxy, the proxy's. */
	readonly ip?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Origin of the `Location` header of a redirect. */
	readonly redirectOrigin?: string;
	/** Issuer of the leaf certificate and whether its root ships with the browser (Firefox only). */
	readonly certificate?: { readonly issuer: string; readonly builtInRoot: boolean };
	readonly viaProxy?: boolean;
	/** Round trip to the server where the exchange tells it, ms; a packet sent again makes it longer. */
	readonly roundTripMs?: number;
	/** Server's clock minus ours in ms, from `Date`. */
	readonly clockSkewMs?: number;
	/** The agent's public network as the STUN server saw it, cut to /24 or /48: tells networks apart. */
	readonly network?: string;
}

/** The target, or something before it, refused. */
export interface Failed {
	readonly kind: 'failed';
	readonly code: FailureCode;
	/** The browser's own text, scrubbed of addresses; kept where it could not be mapped. */
	readonly text?: string;
	readonly ip?: string;
	readonly viaProxy?: boolean;
}

/** Nothing came back. `final` is false while the attempt still runs: enough to suspect, not to accuse. */
export interface Silent {
	readonly kind: 'silent';
	readonly code: FailureCode;
	readonly final: boolean;
	readonly ip?: string;
	readonly viaProxy?: boolean;
}

export type Outcome = Answered | Failed | Silent;

/** One attempt at one target. Collectors write it and judge nothing. */
export interface Evidence {
	/** `targetId` of the plan. */
	readonly target: string;
	/** 1 for the first attempt at this target in this run. */
	readonly attempt: number;
	/** Start of the attempt, ms since the epoch (UTC). */
	readonly at: number;
	/** From start to outcome, ms. */
	readonly elapsedMs: number;
	readonly outcome: Outcome;
}

/** What is known of the machine itself, beside all targets. */
export interface Environment {
	readonly browser: 'chromium' | 'firefox';
	readonly online: boolean;
	/** True where an explicit proxy answered for at least one request. Undefined: the browser does not tell. */
	readonly proxied?: boolean;
	/** `privacy.network.webRTCIPHandlingPolicy`, if readable. */
	readonly webrtcPolicy?: string;
	/** The browser's own captive portal check says that one is in the way (Firefox). */
	readonly captivePortal?: boolean;
	/** Something answered in the place of the neutral address. Undefined: none was named, or it stayed silent. */
	readonly portalAtNeutralHost?: boolean;
	/** Whether WebRTC gathers in an open CCP page. Undefined: not verified in the page, no CCP was open. */
	readonly pageGathers?: boolean;
	/** Connections of an earlier run may still be open: what is lost on the way to a new one does not show at the others. */
	readonly openConnections?: boolean;
	/** Hosts to which the CCP's own web socket failed, as its page told. */
	readonly failedSockets?: readonly string[];
}

/** Response headers that say who answered. Nothing else of a response is kept. */
export const ANSWER_HEADERS = [
	'server',
	'via',
	'x-amzn-requestid',
	'x-amz-request-id',
	'x-amz-cf-id',
	'x-amzn-trace-id',
	'x-amz-rid',
	'proxy-authenticate',
	'www-authenticate',
] as const;

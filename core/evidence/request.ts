import { ANSWER_HEADERS, type Answered } from './types.ts';

/** What the browser's request log told of one of our own requests. */
export interface SeenRequest {
	readonly status?: number;
	/** Address connected to; behind an explicit proxy the proxy's. */
	readonly ip?: string;
	/** The browser's error text of `webRequest.onErrorOccurred`. */
	readonly error?: string;
	/** Response headers, names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
	/** An explicit proxy carried it (Firefox tells, Chromium does not). */
	readonly viaProxy?: boolean;
	readonly certificate?: { readonly issuer: string; readonly builtInRoot: boolean };
}

/** An HTTP answer as evidence: nothing of it is kept but who answered, when and where it points. */
export function readAnswer(seen: SeenRequest & { status: number }, now: number): Answered {
	const redirectOrigin = originOf(seen.headers?.location);
	const clockSkewMs = skew(seen.headers?.date, now);
	return {
		kind: 'answered',
		proof: 'http',
		status: seen.status,
		headers: answerHeaders(seen.headers ?? {}),
		...(seen.ip !== undefined && { ip: seen.ip }),
		...(seen.viaProxy !== undefined && { viaProxy: seen.viaProxy }),
		...(seen.certificate && { certificate: seen.certificate }),
		...(redirectOrigin !== undefined && { redirectOrigin }),
		...(clockSkewMs !== undefined && { clockSkewMs }),
	};
}

/** Of an answer's headers those that say who answered. */
export function answerHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
	const kept = ANSWER_HEADERS.filter((name) => headers[name] !== undefined);
	// 200 characters name any server; longer values are not ours to carry.
	return Object.fromEntries(kept.map((name) => [name, (headers[name] ?? '').slice(0, 200)]));
}

function originOf(location: string | undefined): string | undefined {
	return location !== undefined && URL.canParse(location) ? new URL(location).origin : undefined;
}

function skew(date: string | undefined, now: number): number | undefined {
	const server = date === undefined ? Number.NaN : Date.parse(date);
	return Number.isNaN(server) ? undefined : server - now;
}

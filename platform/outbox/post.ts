import type { Answer } from '../../core/telemetry/delivery.ts';
import { encodeLogs, type TelemetryEvent } from '../../core/telemetry/otlp.ts';
import type { Destination } from './where.ts';

/** A slow endpoint is as good as none; Chromium ends an idle worker after 30 s. */
const TIMEOUT_MS = 10_000;

/**
 * Posts events and says what came back; never rejects. Redirects are not followed: they would take the token elsewhere,
 * and a captive portal answers with one.
 */
export async function post(destination: Destination, events: readonly TelemetryEvent[]): Promise<Answer> {
	try {
		return await read(await fetch(destination.url, await request(destination, events)));
	} catch {
		return { kind: 'silent' };
	}
}

/** Posts as the browser ends: not compressed, since that takes time, and by a request that may outlive this worker. */
export async function postAtOnce(destination: Destination, events: readonly TelemetryEvent[]): Promise<void> {
	const request = { ...COMMON, headers: headersOf(destination), body: textOf(destination, events), keepalive: true };
	await fetch(destination.url, request).catch(() => undefined);
}

const COMMON = {
	method: 'POST',
	credentials: 'omit',
	redirect: 'manual',
	referrerPolicy: 'no-referrer',
} satisfies RequestInit;

const headersOf = ({ token }: Destination): Record<string, string> => ({
	'Content-Type': 'application/json',
	...(token !== undefined && { Authorization: `Bearer ${token}` }),
});

const textOf = ({ resource, version }: Destination, events: readonly TelemetryEvent[]) =>
	JSON.stringify(encodeLogs(resource, events, version));

async function request(destination: Destination, events: readonly TelemetryEvent[]) {
	return {
		...COMMON,
		headers: { ...headersOf(destination), 'Content-Encoding': 'gzip' },
		body: await gzip(textOf(destination, events)),
		signal: AbortSignal.timeout(TIMEOUT_MS),
	} satisfies RequestInit;
}

async function read(response: Response): Promise<Answer> {
	const header = (name: string) => response.headers.get(name) ?? undefined;
	// A redirect that is not followed shows no status.
	const status = response.type === 'opaqueredirect' ? 302 : response.status;
	return {
		kind: 'answered',
		status,
		body: await response.text(),
		retryAfter: header('Retry-After'),
		date: header('Date'),
	};
}

function gzip(text: string): Promise<ArrayBuffer> {
	return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** Bytes that this event adds to a request, before compression. */
export function sizeOf(destination: Destination, event: TelemetryEvent): number {
	return new TextEncoder().encode(textOf(destination, [event])).length;
}

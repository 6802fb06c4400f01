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

async function request({ token, resource, version }: Destination, events: readonly TelemetryEvent[]) {
	const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
	return {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', ...authorization },
		body: await gzip(JSON.stringify(encodeLogs(resource, events, version))),
		credentials: 'omit',
		cache: 'no-store',
		redirect: 'manual',
		referrerPolicy: 'no-referrer',
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
export function sizeOf({ resource, version }: Destination, event: TelemetryEvent): number {
	return new TextEncoder().encode(JSON.stringify(encodeLogs(resource, [event], version))).length;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunInput } from '../../core/telemetry/events.ts';
import { runEvents } from '../../core/telemetry/events.ts';
import { reportWith, runOf, sender, turnBlocked } from '../../core/telemetry/fixtures.ts';
import { encodeLogs, type TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { resourceOf, type Sender } from '../../core/telemetry/resource.ts';
import { createApp } from '../app.ts';
import { hashPassword } from '../auth/passwords.ts';
import { loadTokens } from '../auth/tokens.ts';
import { openStore, type Store } from '../store/store.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const PASSWORD = 'correct horse battery';

/** A generator of its own for each test: a failure can be repeated. */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A folder that is gone when the process ends. */
export function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), 'linecheck-collector-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	return folder;
}

export const openScratch = (): Promise<Store> => openStore(scratch(), { retentionDays: 90 });

/** A collector without a port, on a store, at a clock. */
export async function collectorOn(
	store: Store,
	now: () => number = Date.now,
	more: Partial<Parameters<typeof createApp>[0]> = {},
) {
	const tokens = await loadTokens(store, now);
	const password = await hashPassword(PASSWORD);
	const { app, writer } = createApp({
		store,
		tokens,
		password,
		retentionDays: 90,
		now,
		freshMs: 0,
		log: { error: () => undefined },
		...more,
	});
	const post = (body: unknown, secret: string, headers: Record<string, string> = {}) =>
		app.request('/v1/logs', {
			method: 'POST',
			headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', ...headers },
			body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
		});
	return { app, writer, tokens, post };
}

/** Signs in; the cookie to send. */
export async function signIn(app: Awaited<ReturnType<typeof collectorOn>>['app']): Promise<string> {
	const response = await app.request('/api/session', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: 'supervisor', password: PASSWORD }),
	});
	return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export const iso = (at: number): string => new Date(at).toISOString();

/** The events of one run of one agent; `missing`: UDP 3478 is blocked. */
export const runAt = (runId: string, at: number, missing = false, more: Partial<RunInput> = {}): TelemetryEvent[] =>
	runEvents(runOf(reportWith(runId, missing ? { 'connect.media.turn': turnBlocked } : {}, iso(at)), more));

/** A request of one install. */
export const requestOf = (installId: string, events: readonly TelemetryEvent[], more: Partial<Sender> = {}) => {
	const { site: _, agentName: __, ...plain } = sender;
	return encodeLogs(resourceOf({ ...plain, installId, ...more }), events, '0.1.0');
};

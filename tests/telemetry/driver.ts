import type { TelemetryInput } from '../../core/telemetry/config.ts';
import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { lookUntil } from '../../lab/until.ts';

/** What both drivers' pages have. */
export interface ExtensionPage {
	evaluate<T, A>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
}

interface Area {
	get(key: string): Promise<Record<string, unknown>>;
	set(values: Record<string, unknown>): Promise<void>;
}
interface Extension {
	readonly storage: Record<'local' | 'session', Area>;
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
}

/** Runs in a page of the extension, so it stands alone. */
async function write(values: Record<string, unknown>): Promise<void> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	await (browser ?? chrome).storage.local.set(values);
}

async function read(key: string): Promise<unknown> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	return (await (browser ?? chrome).storage.session.get(key))[key];
}

function send(message: { type: string; data?: unknown }): void {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	// The answer comes when the run ends, unless the worker dies before.
	(browser ?? chrome).runtime.sendMessage({ id: 1, timestamp: Date.now(), ...message }).catch(() => undefined);
}

/** No name resolves: what the runs try stays on this machine. */
export const OFFLINE = {
	args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
	prefs: {
		'network.captive-portal-service.enabled': false,
		'network.connectivity-service.enabled': false,
		'network.dns.offline-localhost': true,
		'extensions.webextOptionalPermissionPrompts': false,
	},
};

const PROFILE = { connect: { alias: 'acme', region: 'us-east-1' } };

/** As the options page saves it. */
export function configure(page: ExtensionPage, telemetry: TelemetryInput | null): Promise<void> {
	return page.evaluate(write, { profile: PROFILE, telemetry });
}

export async function statusOf(page: ExtensionPage): Promise<TelemetryStatus> {
	return ((await page.evaluate(read, 'telemetryStatus')) ?? { status: 'off', queued: 0 }) as TelemetryStatus;
}

/** Runs once, as a click in the popup does; ends with the run. Returns its id. */
export async function run(page: ExtensionPage): Promise<string> {
	// A browser set up by policy runs once by itself.
	await until('no run is under way', async () => (await newestRun(page)).status !== 'running');
	const before = await newestRun(page);
	await page.evaluate(send, { type: 'startRun', data: { trigger: 'user' } });
	await until('the run ends', async () => {
		const now = await newestRun(page);
		// As the popup does: should the worker have died, this starts another, and that finishes the run.
		await wake(page);
		return now.status === 'done' && now.id !== before.id;
	});
	return (await newestRun(page)).id;
}

/** ms from the end of the newest run's own work until it showed as done: what telemetry can cost it. */
export async function costOf(page: ExtensionPage): Promise<number> {
	const seenAt = Date.now();
	const state = (await page.evaluate(read, 'run')) as { report: { startedAt: string; durationMs: number } };
	return seenAt - Date.parse(state.report.startedAt) - state.report.durationMs;
}

/** Starts the worker, should it have died. */
export function wake(page: ExtensionPage): Promise<void> {
	return page.evaluate(send, { type: 'wake' });
}

async function newestRun(page: ExtensionPage): Promise<{ readonly status: string; readonly id: string }> {
	const state = (await page.evaluate(read, 'run')) as { status: string; report?: { runId: string } } | undefined;
	return { status: state?.status ?? 'idle', id: state?.report?.runId ?? '' };
}

export async function until(
	what: string,
	reached: () => boolean | Promise<boolean>,
	timeoutMs = 30_000,
): Promise<void> {
	if (!(await lookUntil(async () => reached(), Boolean, timeoutMs)))
		throw new Error(`not within ${timeoutMs} ms: ${what}`);
}

import type { RunState } from '../../core/run-state.ts';
import { type Page, until } from '../../lab/index.ts';

// What a test asks of the built extension, from one of its own pages. Functions that run there stand alone.

interface Area {
	get(key: string): Promise<Record<string, unknown>>;
	set(values: Record<string, unknown>): Promise<void>;
	clear(): Promise<void>;
}
interface Extension {
	readonly storage: Readonly<Record<'local' | 'session' | 'managed', Area>>;
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
	readonly tabs: { query(filter: object): Promise<readonly unknown[]> };
	readonly extension: { getViews(filter: { type: 'tab' }): readonly Window[] };
}
export type Apis = Readonly<Record<'browser' | 'chrome', Extension>>;

/** One stored value; undefined where there is none. */
export function stored<T>(page: Page, area: 'local' | 'session' | 'managed', key: string): Promise<T | undefined> {
	const read = async (at: { area: typeof area; key: string }) => {
		const { browser, chrome } = globalThis as unknown as Apis;
		return (await (browser ?? chrome).storage[at.area].get(at.key))[at.key] as T | undefined;
	};
	return page.evaluate(read, { area, key });
}

export async function readRun(page: Page): Promise<RunState> {
	return (await stored<RunState>(page, 'session', 'run')) ?? { status: 'idle' };
}

/** Forgets everything, as after an installation; then keeps these. */
export function reset(page: Page, values: Record<string, unknown>): Promise<void> {
	return page.evaluate(async (kept: Record<string, unknown>) => {
		const { browser, chrome } = globalThis as unknown as Apis;
		const { local, session } = (browser ?? chrome).storage;
		await Promise.all([local.clear(), session.clear()]);
		await local.set(kept);
	}, values);
}

/** Sends a message as the extension's own views do, without waiting for its answer: that of a run is its end. */
export function send(page: Page, type: string, data?: unknown): Promise<void> {
	const post = (message: { type: string; data?: unknown }) => {
		const { browser, chrome } = globalThis as unknown as Apis;
		const sent = (browser ?? chrome).runtime.sendMessage({ id: 1, timestamp: Date.now(), ...message });
		sent.catch(() => undefined);
	};
	return page.evaluate(post, data === undefined ? { type } : { type, data });
}

/** Number of open tabs, and the extension's own pages among them. */
export function openTabs(page: Page): Promise<{ readonly count: number; readonly own: readonly string[] }> {
	return page.evaluate(async () => {
		const { browser, chrome } = globalThis as unknown as Apis;
		const { tabs, extension } = browser ?? chrome;
		const own = extension.getViews({ type: 'tab' }).map((view) => view.location.pathname);
		return { count: (await tabs.query({})).length, own };
	});
}

/** Closes the page that opens at the installation. */
export async function closeWelcome(page: Page): Promise<void> {
	await until(
		() => openTabs(page),
		({ own }) => own.includes('/welcome.html'),
	);
	await page.evaluate(() => {
		const { browser, chrome } = globalThis as unknown as Apis;
		for (const view of (browser ?? chrome).extension.getViews({ type: 'tab' })) if (view !== window) view.close();
	});
}

/** Waits for the end of a run. */
export function untilDone(page: Page, ms?: number): Promise<RunState> {
	return until(
		() => readRun(page),
		({ status }) => status !== 'idle' && status !== 'running',
		ms,
	);
}

/** Runs in the page: clicks the button with this text, as a user who sees it would. */
export function clickIn({ selector, text }: { readonly selector: string; readonly text: string }): void {
	const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${selector} button`)];
	const button = buttons.find(({ textContent }) => textContent === text);
	if (!button) throw new Error(`no button ${text}: ${buttons.map(({ textContent }) => textContent)}`);
	button.click();
}

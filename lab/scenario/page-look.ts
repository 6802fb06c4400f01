import type { StandingIncident } from '../../core/incident/standing.ts';
import type { Learned } from '../../core/plan/types.ts';
import type { Profile } from '../../core/profile.ts';
import type { RunState } from '../../core/run-state.ts';

// Functions that run in a page of the extension, so each stands alone. They read what the product keeps and shows.

interface Area {
	get(key: string): Promise<Record<string, unknown>>;
	set(values: Record<string, unknown>): Promise<void>;
	clear(): Promise<void>;
}
interface Extension {
	readonly storage: Record<'local' | 'session', Area>;
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
	readonly tabs: { query(filter: { url: string }): Promise<{ id?: number }[]> };
	readonly scripting: { executeScript(injection: object): Promise<{ result?: unknown }[]> };
}

export interface Order {
	readonly profile: Profile;
	readonly learned: Learned;
}

/** A new agent: this profile, nothing learned besides, no incident of before. */
export async function resetAgent({ profile, learned }: Order): Promise<void> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { storage, runtime } = browser ?? chrome;
	// A check of before would write its report over the new agent's.
	const isRunning = async () => ((await storage.session.get('run')).run as RunState | undefined)?.status === 'running';
	if (await isRunning()) await runtime.sendMessage({ id: 1, type: 'cancelRun', timestamp: Date.now() });
	for (let looks = 0; looks < 100 && (await isRunning()); looks += 1) await new Promise((r) => setTimeout(r, 50));
	// What the page of before still had on its way is written after the first clearing.
	for (let times = 0; times < 2; times += 1) {
		await Promise.all([storage.local.clear(), storage.session.clear()]);
		await storage.local.set({ profile, learned });
		await new Promise((r) => setTimeout(r, 250));
	}
}

export interface PageState {
	readonly incident: StandingIncident | null;
	readonly run: RunState | null;
}

export async function readState(): Promise<PageState> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { session } = (browser ?? chrome).storage;
	const { incident } = await session.get('incident');
	const { run } = await session.get('run');
	return { incident: (incident ?? null) as StandingIncident | null, run: (run ?? null) as RunState | null };
}

/** The text of the card in the tab's own page; null where none is shown. */
export async function readCard(url: string): Promise<string | null> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { tabs, scripting } = browser ?? chrome;
	const [tab] = await tabs.query({ url: `${new URL(url).origin}/*` });
	if (tab?.id === undefined) return null;
	// An extension may look into its own closed shadow root: Element.openOrClosedShadowRoot, chrome.dom.
	const func = () => {
		type Opener = { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
		const card: (Element & { openOrClosedShadowRoot?: ShadowRoot }) | null = document.querySelector('linecheck-card');
		const { chrome: api } = globalThis as unknown as { chrome: { dom?: Opener } };
		const root = card && (card.openOrClosedShadowRoot ?? api.dom?.openOrClosedShadowRoot(card));
		const section = root?.querySelector('section');
		const texts = [...(section?.querySelectorAll('h2, p, li, button') ?? [])].map(({ textContent }) => textContent);
		return section && getComputedStyle(section).visibility === 'visible' ? texts.join('\n') : null;
	};
	const [frame] = await scripting.executeScript({ target: { tabId: tab.id }, func });
	return (frame?.result ?? null) as string | null;
}

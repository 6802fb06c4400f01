import { browser } from 'wxt/browser';
import { hostPermissions } from '../core/catalog/permissions.ts';
import { CCP_PAGES, EMBEDDING_PAGES } from '../core/incident/hosts.ts';

/** Built files of the two scripts. */
const PAGE = '/page.js';
const PEER = '/peer.js';

/**
 * Brings the page's script into a frame that embeds a CCP, or is to show a card: a page without either has nothing of
 * ours. Where it runs already, nothing happens. False where nothing may be run: another host, an error page, a tab that
 * is gone.
 */
export async function injectPage(tabId: number, frameId: number): Promise<boolean> {
	const target = { tabId, frameIds: [frameId] };
	try {
		await browser.scripting.executeScript({ target, files: [PAGE], injectImmediately: true });
		return true;
	} catch {
		return false;
	}
}

/** A CCP tab is open all day: the scripts come into the tabs that stood before the install or update. */
export async function injectOpenTabs(): Promise<void> {
	await injectTabs([...CCP_PAGES, ...EMBEDDING_PAGES, ...(await otherHosts())]);
}

/** Other hosts that the user, or a build of the company's own, has allowed: the pages that stand open there. */
export async function injectOtherHosts(): Promise<void> {
	const hosts = await otherHosts();
	if (hosts.length > 0) await injectTabs(hosts);
}

async function otherHosts(): Promise<readonly string[]> {
	const { origins = [] } = await browser.permissions.getAll();
	// Chromium counts the content scripts' patterns among them.
	const own = [...hostPermissions(), ...CCP_PAGES];
	return origins.filter((origin) => !own.includes(origin) && origin.startsWith('https://'));
}

async function injectTabs(url: readonly string[]): Promise<void> {
	const tabs = await browser.tabs.query({ url: [...url], discarded: false });
	await Promise.all(tabs.map(({ id }) => id !== undefined && inject(id)));
}

async function inject(tabId: number): Promise<void> {
	const target = { tabId, allFrames: true };
	await Promise.allSettled([
		browser.scripting.executeScript({ target, files: [PAGE] }),
		browser.scripting.executeScript({ target, files: [PEER], world: 'MAIN' }),
	]);
}

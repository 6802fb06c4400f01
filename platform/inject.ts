import { browser } from 'wxt/browser';
import { hostPermissions } from '../core/catalog/permissions.ts';
import { CCP_PAGES, EMBEDDING_PAGES } from '../core/incident/hosts.ts';

/** Built files of the two scripts. */
const PAGE = '/page.js';
const PEER = '/peer.js';

/** A CCP tab is open all day: the scripts come into the tabs that stood before the install or update. */
export async function injectOpenTabs(): Promise<void> {
	const tabs = await browser.tabs.query({ url: [...CCP_PAGES, ...EMBEDDING_PAGES], discarded: false });
	await Promise.all(tabs.map(({ id }) => id !== undefined && inject(id)));
}

async function inject(tabId: number): Promise<void> {
	const target = { tabId, allFrames: true };
	await Promise.allSettled([
		browser.scripting.executeScript({ target, files: [PAGE] }),
		browser.scripting.executeScript({ target, files: [PEER], world: 'MAIN' }),
	]);
}

/** Other hosts that the user, or a build of the company's own, has allowed: the page's script runs there too. */
export async function registerOtherHosts(): Promise<void> {
	const { origins = [] } = await browser.permissions.getAll();
	// Chromium counts the content scripts' patterns among them.
	const own = [...hostPermissions(), ...CCP_PAGES, ...EMBEDDING_PAGES];
	const matches = origins.filter((origin) => !own.includes(origin) && origin.startsWith('https://'));
	const ids = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
	if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
	if (matches.length === 0) return;
	await browser.scripting.registerContentScripts([
		{ id: 'other-hosts', matches, js: [PAGE], allFrames: true, runAt: 'document_start' },
	]);
	const tabs = await browser.tabs.query({ url: matches, discarded: false });
	await Promise.all(tabs.map(({ id }) => id !== undefined && inject(id)));
}

import { browser } from 'wxt/browser';
import { profileFrom, type Suggestion, suggestFrom } from '../core/incident/learn.ts';
import type { Profile } from '../core/profile.ts';
import { CCP_PAGES } from './pages.ts';
import { getSettings } from './settings.ts';
import { suggestionItem } from './storage.ts';

/** What an open CCP tab says of the profile: alias and domain by its own host, region by the hosts it loaded from. */
export async function readSuggestion(): Promise<Suggestion> {
	const [tab] = await browser.tabs.query({ url: CCP_PAGES, discarded: false });
	if (tab?.id === undefined || !tab.url) return {};
	const hosts = [new URL(tab.url).hostname, ...(await loadedHosts(tab.id))];
	return Object.assign({}, ...hosts.map(suggestFrom).toReversed());
}

async function loadedHosts(tabId: number): Promise<readonly string[]> {
	try {
		const [frame] = await browser.scripting.executeScript({ target: { tabId }, func: hostsOfPage });
		return frame?.result ?? [];
	} catch {
		// An error page: nothing was loaded.
		return [];
	}
}

/** Injected: must stand alone. Host names only; paths and queries stay in the page. */
function hostsOfPage(): string[] {
	return [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).hostname))];
}

/** The profile that a failure on a page is checked with: before anybody has set one up, what the traffic tells. */
export async function pageProfile(): Promise<Profile> {
	const { profile } = await getSettings();
	return profile?.connect ? profile : { ...profileFrom(await suggestionItem.getValue()), ...profile };
}

import { browser } from 'wxt/browser';
import { embeddersItem } from './storage.ts';

/** The origin of a page that embeds a CCP on a host that we may not look into: that of the tab in front, else of any. */
export async function unwatchedPage(): Promise<string | undefined> {
	const [tabs, embedders] = await Promise.all([browser.tabs.query({}), embeddersItem.getValue()]);
	const front = tabs.toSorted((a, b) => Number(b.active) - Number(a.active));
	for (const { id } of front) {
		const origin = id === undefined ? undefined : embedders[id];
		if (origin && !(await browser.permissions.contains({ origins: [`${origin}/*`] }))) return origin;
	}
	return undefined;
}

/**
 * Asks the user; false where the user or a policy refuses. Must be called in the click itself, before any `await`. The
 * background does the rest.
 */
export async function watchPage(origin: string): Promise<boolean> {
	try {
		return await browser.permissions.request({ origins: [`${origin}/*`] });
	} catch {
		// Chromium throws where a policy keeps extensions from the host.
		return false;
	}
}

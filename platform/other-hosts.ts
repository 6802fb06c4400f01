import { browser } from 'wxt/browser';
import { isPermitted } from './permitted.ts';
import { embeddersItem } from './storage.ts';

/** The origin of a page that embeds a CCP on a host that we may not look into: that of the tab in front, else of any. */
export async function unwatchedPage(): Promise<string | undefined> {
	const [tabs, embedders] = await Promise.all([browser.tabs.query({}), embeddersItem.getValue()]);
	const front = tabs.toSorted((a, b) => Number(b.active) - Number(a.active));
	for (const { id } of front) {
		const origin = id === undefined ? undefined : embedders[id];
		if (origin && !(await isPermitted(origin))) return origin;
	}
	return undefined;
}

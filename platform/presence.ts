import { browser } from 'wxt/browser';
import { CCP_PAGES, EMBEDDING_PAGES } from '../core/incident/hosts.ts';
import { ccpTabsItem } from './storage.ts';

/** Is a CCP open in this browser? Undefined where a page is open that may hold one, and none was heard. */
export async function ccpOpen(): Promise<boolean | undefined> {
	const [ccps, known] = await Promise.all([browser.tabs.query({ url: [...CCP_PAGES] }), ccpTabsItem.getValue()]);
	if (ccps.length > 0) return true;
	const ids = (await browser.tabs.query({})).map(({ id }) => id);
	if (known.some((tab) => ids.includes(tab))) return true;
	const embedding = await browser.tabs.query({ url: [...EMBEDDING_PAGES] });
	return embedding.length > 0 ? undefined : false;
}

/** Tells when the first CCP is heard and when the last one closes. Must run synchronously at the start. */
export function watchPresence(onChange: (open: boolean) => void): void {
	ccpTabsItem.watch((tabs, before) => {
		if (tabs.length > 0 && before.length === 0) onChange(true);
	});
	browser.tabs.onRemoved.addListener((tab) => void forget(tab, onChange));
}

async function forget(tab: number, onChange: (open: boolean) => void): Promise<void> {
	const tabs = await ccpTabsItem.getValue();
	if (!tabs.includes(tab)) return;
	await ccpTabsItem.setValue(tabs.filter((one) => one !== tab));
	if ((await ccpOpen()) !== true) onChange(false);
}

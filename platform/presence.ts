import { browser } from 'wxt/browser';
import { CCP_PAGES, EMBEDDING_PAGES } from '../core/incident/hosts.ts';
import { onMessage } from './messages.ts';
import { ccpTabsItem } from './storage.ts';

/** Its tab has another page by then, if it gets one, ms. */
const RELOAD_MS = 1_500;

/** Is a CCP open in this browser? Undefined where a page is open that may hold one, and none was heard. */
export async function ccpOpen(): Promise<boolean | undefined> {
	const [ccps, known] = await Promise.all([browser.tabs.query({ url: [...CCP_PAGES] }), ccpTabsItem.getValue()]);
	if (ccps.length > 0) return true;
	const ids = (await browser.tabs.query({})).map(({ id }) => id);
	if (known.some((tab) => ids.includes(tab))) return true;
	const embedding = await browser.tabs.query({ url: [...EMBEDDING_PAGES] });
	return embedding.length > 0 ? undefined : false;
}

/** `leaving`: a window closes over it, and the browser may be about to end with it. */
export type TellPresence = (open: boolean, leaving: boolean) => void;

/** Tells when the first CCP is heard and when the last one closes. Must run synchronously at the start. */
export function watchPresence(tell: TellPresence): void {
	// In memory: a browser that ends leaves no time to ask its storage.
	let known: readonly number[] | undefined;
	/** Tabs close together: the last one speaks for all. */
	let closings = 0;
	void ccpTabsItem.getValue().then((tabs) => (known ??= tabs));
	ccpTabsItem.watch((tabs, before) => {
		known = tabs;
		if (tabs.length > 0 && before.length === 0) tell(true, false);
	});

	async function forget(tab: number, windowCloses: boolean): Promise<void> {
		const tabs = known ?? (await ccpTabsItem.getValue());
		if (!tabs.includes(tab)) return;
		known = tabs.filter((one) => one !== tab);
		const mine = ++closings;
		const leaving = windowCloses && known.length === 0;
		if (leaving) tell(false, true);
		await ccpTabsItem.setValue(known);
		const open = await ccpOpen();
		if (mine !== closings) return;
		if (leaving && open === true) tell(true, false);
		if (!leaving && open !== true) tell(false, false);
	}

	/** The tab stays and its CCP goes: by a link, or for another page. */
	async function left(tab: number): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, RELOAD_MS));
		if (!(await mayShowCcp(tab))) await forget(tab, false);
	}

	onMessage('ccpLeft', ({ sender }) => void (sender.tab?.id !== undefined && left(sender.tab.id)));
	browser.tabs.onRemoved.addListener((tab, { isWindowClosing }) => void forget(tab, isWindowClosing));
}

/** Its page is one, or may hold one: where a frame was loaded anew, or the page that frames it. */
async function mayShowCcp(tab: number): Promise<boolean> {
	const pages = await browser.tabs.query({ url: [...CCP_PAGES, ...EMBEDDING_PAGES] });
	return pages.some(({ id }) => id === tab);
}

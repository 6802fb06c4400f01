import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CCP_PAGES } from '../core/incident/hosts.ts';
import { watchPresence } from './presence.ts';
import { ccpTabsItem } from './storage.ts';

const page = vi.hoisted(() => ({ handlers: new Map<string, (message: object) => unknown>() }));
vi.mock('./messages.ts', () => ({
	onMessage: (type: string, handle: (message: object) => unknown) => page.handlers.set(type, handle),
}));

let told: string[] = [];
/** Tabs that stand open, and those of them at a CCP's own address. */
let tabs: number[];
let ccps: number[];
function closes(tab: number, isWindowClosing = false): Promise<unknown> {
	tabs = tabs.filter((one) => one !== tab);
	return fakeBrowser.tabs.onRemoved.trigger(tab, { windowId: 1, isWindowClosing });
}
const leaves = (tab: number) => page.handlers.get('ccpLeft')?.({ sender: { tab: { id: tab } } });

beforeEach(async () => {
	vi.useFakeTimers();
	fakeBrowser.reset();
	[tabs, ccps] = [[7, 8], []];
	fakeBrowser.tabs.query = async ({ url }) => {
		const found = url === undefined ? tabs : url.includes(CCP_PAGES[0] ?? '') ? ccps : [];
		return found.map((id) => ({ id })) as Awaited<ReturnType<typeof fakeBrowser.tabs.query>>;
	};
	// Those of the test before.
	fakeBrowser.tabs.onRemoved.removeAllListeners();
	const mine: string[] = [];
	told = mine;
	watchPresence((open, leaving) => mine.push(`${open ? 'open' : 'closed'}${leaving ? ', leaving' : ''}`));
	await ccpTabsItem.setValue([7, 8]);
	await vi.runAllTimersAsync();
	told.length = 0;
});
afterEach(() => vi.useRealTimers());

it('tells that the last CCP closes, not the first of two', async () => {
	await closes(7);
	await vi.runAllTimersAsync();
	expect(told).toEqual([]);
	await closes(8);
	await vi.runAllTimersAsync();
	expect(told).toEqual(['closed']);
});

it('tells at once where a window closes over it, and once', async () => {
	await closes(7, true);
	const last = closes(8, true);
	expect(told).toEqual(['closed, leaving']);
	await last;
	await vi.runAllTimersAsync();
	expect(told).toEqual(['closed, leaving']);
});

it('takes it back where a CCP was open that nobody had heard', async () => {
	await ccpTabsItem.setValue([8]);
	[tabs, ccps] = [[8, 9], [9]];
	await closes(8, true);
	await vi.runAllTimersAsync();
	expect(told).toEqual(['closed, leaving', 'open']);
});

it('tells that the page of the last CCP went elsewhere in its tab', async () => {
	await closes(7);
	leaves(8);
	await vi.runAllTimersAsync();
	expect(told).toEqual(['closed']);
});

it('tells nothing of a CCP that is loaded anew', async () => {
	await closes(7);
	ccps = [8];
	leaves(8);
	await vi.runAllTimersAsync();
	expect(told).toEqual([]);
	expect(await ccpTabsItem.getValue()).toEqual([8]);
});

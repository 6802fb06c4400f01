import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../core/incident/calls.ts';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	createLab,
	type Lab,
	type Page,
	until,
} from '../../lab/index.ts';
import { TURN_CREDENTIALS } from '../../lab/net/turn.ts';
import { card, heard, launchWithMicrophone, MEDIA_BLOCKED, newAgent, ring, servePage, state, told } from './ccp.ts';

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
});
afterAll(() => lab.close());
afterEach(() => browser.close());

const isReady = ({ ready }: Readonly<Record<string, number>>) => ready !== undefined;

async function openReady(address: string): Promise<Page> {
	const page = await browser.openPage(address);
	await until(() => told(page), isReady);
	return page;
}

/** Streams repeats its greeting by the clock; ids and times are drawn anew in each run. */
const steady = (messages: readonly string[]): string[] =>
	messages
		.filter((message) => !/"event":"(?:synchronize|acknowledge)"/.test(message))
		.map((message) => message.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+(?:\.\d+)?/g, '#'));

/** Everything that the extension keeps, as one text. */
const everythingStored = (extension: Page): Promise<string> =>
	extension.evaluate(async () => {
		type Areas = { storage: Record<'local' | 'session', { get(): Promise<unknown> }> };
		const { browser: own, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Areas>;
		const { local, session } = (own ?? chrome).storage;
		const databases = await indexedDB.databases();
		return JSON.stringify([await local.get(), await session.get(), databases]);
	});

const callsOf = (extension: Page): Promise<readonly CallOutcome[]> =>
	extension.evaluate(async () => {
		type Area = { storage: { local: { get(key: string): Promise<{ calls?: readonly CallOutcome[] }> } } };
		const { browser: own, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Area>;
		return (await (own ?? chrome).storage.local.get('calls')).calls ?? [];
	});

/** From now on, every message that any part of the extension sends. */
const recordMessages = (extension: Page): Promise<void> =>
	extension.evaluate(() => {
		type Runtime = { runtime: { onMessage: { addListener(listener: (message: unknown) => undefined): void } } };
		const { browser: own, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Runtime>;
		const messages: string[] = [];
		Object.assign(globalThis, { messages });
		(own ?? chrome).runtime.onMessage.addListener((message) => {
			messages.push(JSON.stringify(message));
			return undefined;
		});
	});
const messages = (extension: Page) =>
	extension.evaluate(() => (globalThis as unknown as { messages: string[] }).messages);

const everythingKnown = async (extension: Page): Promise<string> =>
	[await everythingStored(extension), ...(await messages(extension))].join('\n');

/** A new agent in front of a CCP that stands, with every message recorded. */
async function openRecorded(name: BrowserName): Promise<{ readonly extension: Page; readonly page: Page }> {
	const address = await servePage(lab, 'ingenius');
	browser = await launchWithMicrophone(name, lab);
	const extension = await browser.openExtensionPage('popup.html');
	await newAgent(extension);
	await recordMessages(extension);
	return { extension, page: await openReady(address) };
}

describe.each(BROWSER_NAMES)('%s', (name) => {
	it('keeps credentials nowhere and sends them to nobody', async () => {
		const { extension, page } = await openRecorded(name);
		await ring(page);
		await until(
			() => told(page),
			({ connected }) => connected !== undefined,
		);
		await delay(3000);
		const all = await everythingKnown(extension);
		// The call's hosts have come through, so what was searched is what was said of the call.
		expect(all).toContain('turnnlb-');
		expect(all).not.toContain(TURN_CREDENTIALS.credential);
		expect(all).not.toContain(TURN_CREDENTIALS.username);
	});

	it('measures a relay with the credentials of a call that failed, and then has them no more', async () => {
		const { extension, page } = await openRecorded(name);
		await lab.apply([{ fault: 'tcp-reject', host: '*.transport.connect.us-east-1.amazonaws.com' }]);
		await ring(page);
		const calls = await until(
			() => callsOf(extension),
			(all) => all.at(-1)?.media !== undefined,
		);
		const { rttMs = 0, lossPercent = 100, mos = 0 } = calls.at(-1)?.media ?? {};
		expect(rttMs).toBeGreaterThan(0);
		expect(rttMs).toBeLessThan(500);
		expect(lossPercent).toBeLessThan(50);
		expect(mos).toBeGreaterThan(1);
		const all = await everythingKnown(extension);
		expect(all).toContain('rttMs');
		expect(all).not.toContain(TURN_CREDENTIALS.credential);
		expect(all).not.toContain(TURN_CREDENTIALS.username);
		await lab.reset();
	});

	it('watches a CCP that stands open while the extension is updated, with one card that the keyboard reaches', async () => {
		const address = await servePage(lab, 'salesforce');
		browser = await launchWithMicrophone(name, lab);
		if (name === 'chromium') await allowReload();
		const before = await browser.openExtensionPage('popup.html');
		await newAgent(before);
		const page = await openReady(address);
		await lab.apply(MEDIA_BLOCKED);
		await ring(page);
		await until(
			() => card(before, address),
			(text) => text?.includes('Call audio') === true,
		);
		await reload(before);
		const extension = await eventuallyOpened('popup.html');
		expect(await cards(page)).toBe(0);
		await newAgent(extension);
		await ring(page);
		await until(
			() => card(extension, address),
			(text) => text?.includes('Call audio') === true,
		);
		expect(await cards(page)).toBe(1);
		expect((await state(extension)).incident?.incident.hints.some(({ source }) => source === 'peer')).toBe(true);
		await tabToCard(page);
		await page.press('Escape');
		await until(
			() => cards(page),
			(count) => count === 0,
		);
	});

	it('runs in a page that embeds a CCP, and in none that does not', async () => {
		const address = await servePage(lab, 'ingenius');
		browser = await launchWithMicrophone(name, lab);
		const extension = await browser.openExtensionPage('popup.html');
		await newAgent(extension);
		const without = await browser.openPage(NO_CCP);
		await openReady(address);
		expect(await runsIn(extension, address)).toBe(true);
		expect(await runsIn(extension, NO_CCP)).toBe(false);
		await without.close();
	});

	it('leaves what the page and Streams hear as it is', async () => {
		const address = await servePage(lab, 'ingenius');
		const log = async (folder?: string) => {
			browser = await launchWithMicrophone(name, lab, folder);
			const page = await openReady(address);
			await ring(page);
			await until(
				() => told(page),
				({ connected }) => connected !== undefined,
			);
			await delay(1000);
			return heard(page);
		};
		const without = await log(await emptyExtension(name));
		await browser.close();
		const with_ = await log();
		expect(steady(with_)).toEqual(steady(without));
		expect(steady(with_).filter((message) => message.includes('softphoneMediaInfo')).length).toBeGreaterThan(1);
	});
});

/** Of InGenius, whose hosts Linecheck may see. */
const NO_CCP = 'https://api.us-west-2.ingenius.com/';

/** Whether the content script runs in the tab that shows this host: an extension's scripts share their globals. */
function runsIn(extension: Page, address: string): Promise<boolean> {
	const look = async (url: string) => {
		const { browser: own, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Tabs>;
		const { tabs, scripting } = own ?? chrome;
		const [tab] = await tabs.query({ url: `${new URL(url).origin}/*` });
		const func = () => 'linecheck' in globalThis;
		const [frame] = await scripting.executeScript({ target: { tabId: tab?.id }, func });
		return frame?.result === true;
	};
	return extension.evaluate(look, address);
}

interface Tabs {
	readonly tabs: { query(filter: { readonly url: string }): Promise<readonly { readonly id?: number }[]> };
	readonly scripting: { executeScript(injection: object): Promise<readonly { readonly result?: unknown }[]> };
}

/** An extension that does nothing, for the same browser without ours. */
async function emptyExtension(name: BrowserName): Promise<string> {
	const folder = await mkdtemp(join(lab.folder, 'empty-'));
	const background = name === 'firefox' ? { scripts: ['worker.js'] } : { service_worker: 'worker.js' };
	const gecko = { id: 'empty@linecheck.dev', data_collection_permissions: { required: ['none'] } };
	const manifest = {
		manifest_version: 3,
		name: 'Empty',
		version: '1.0',
		background,
		browser_specific_settings: { gecko },
	};
	await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
	await writeFile(join(folder, 'worker.js'), '');
	return folder;
}

/** Chromium disables an unpacked extension that reloads outside developer mode. */
async function allowReload(): Promise<void> {
	const settings = await browser.openPage('chrome://extensions');
	await settings.evaluate(() => {
		type Private = { updateProfileConfiguration(update: object): Promise<void> };
		const { chrome } = globalThis as unknown as { chrome: { developerPrivate: Private } };
		return chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
	});
	await settings.close();
}

/** As an update does: the background starts anew, pages of the web stay. */
async function reload(extension: Page): Promise<void> {
	const order = () => {
		type Runtime = { runtime: { reload(): void } };
		const { browser: own, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Runtime>;
		setTimeout(() => (own ?? chrome).runtime.reload(), 50);
	};
	await extension.evaluate(order);
	await delay(3000);
}

async function eventuallyOpened(path: string): Promise<Page> {
	for (let tries = 0; ; tries += 1) {
		try {
			return await browser.openExtensionPage(path);
		} catch (error) {
			if (tries > 20) throw error;
			await delay(500);
		}
	}
}

/** By the keyboard alone, through the controls of the softphone. */
async function tabToCard(page: Page): Promise<void> {
	const isFocused = () => page.evaluate(() => document.activeElement?.localName === 'linecheck-card');
	for (let presses = 0; presses < 30; presses += 1) {
		if (await isFocused()) return;
		await page.press('Tab');
	}
	throw new Error('the keyboard does not reach the card');
}

const cards = (page: Page) => page.evaluate(() => document.querySelectorAll('linecheck-card').length);

import { setTimeout as delay } from 'node:timers/promises';
import type { Page as PuppeteerPage } from 'puppeteer-core';
import type { Page } from './types.ts';

/** A page of puppeteer as the lab's own. */
export function wrapPage(page: PuppeteerPage): Page {
	return {
		evaluate: (run, argument) => page.evaluate(run as (argument: unknown) => never, argument),
		runScript: async (source) => void (await page.evaluate(source)),
		click: (selector) => page.click(selector),
		press: (key) => page.keyboard.press(key),
		waitFor: async (selector, timeout = 10_000) => void (await page.waitForSelector(selector, { timeout })),
		goto: async (url) => goto(page, url),
		screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
		setViewport: (width, height) => page.setViewport({ width, height }),
		setDark: (dark) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
		close: () => page.close(),
	};
}

/** Puppeteer never learns that a page of an extension has loaded in Firefox: its navigation is not waited for. */
export async function goto(page: PuppeteerPage, url: string): Promise<void> {
	if (!url.startsWith('moz-extension:')) return void (await page.goto(url));
	page.goto(url).catch(() => undefined);
	const loaded = (wanted: string) => location.href === wanted && document.readyState === 'complete';
	for (let waited = 0; waited < 10_000; waited += 50) {
		if (await page.evaluate(loaded, url).catch(() => false)) return;
		await delay(50);
	}
	throw new Error(`${url} did not load`);
}

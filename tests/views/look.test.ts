import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, openEverything, overflow, statesOf } from './gallery.ts';
import { type Gallery, openGallery } from './harness.ts';

let gallery: Gallery;
beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery.close());

const LOOKS = [
	{ colorScheme: 'light', width: 320 },
	{ colorScheme: 'light', width: 800 },
	{ colorScheme: 'dark', width: 320 },
	{ colorScheme: 'dark', width: 800 },
] as const;

async function pageIn(look: (typeof LOOKS)[number]): Promise<Page> {
	const { colorScheme, width } = look;
	const context: BrowserContext = await gallery.browser.newContext({
		colorScheme,
		viewport: { width, height: 600 },
		reducedMotion: 'reduce',
	});
	return context.newPage();
}

describe.each(LOOKS)('$colorScheme, $width px', (look) => {
	it('is accessible and fits in every state', async () => {
		const page = await pageIn(look);
		const crashes: string[] = [];
		page.on('pageerror', (error) => crashes.push(error.message));
		await page.goto(gallery.url);
		const states = await statesOf(page);
		expect(states.length).toBeGreaterThan(20);
		for (const state of states) {
			await page.goto(`${gallery.url}?state=${state}`);
			expect(await overflow(page), state).toBeLessThanOrEqual(0);
			await openEverything(page);
			expect(await overflow(page), `${state}, all open`).toBeLessThanOrEqual(0);
			expect(await accessibilityFaults(page), state).toEqual([]);
		}
		expect(crashes).toEqual([]);
		await page.context().close();
	}, 120_000);
});

it('moves nothing where the user asks for less motion', async () => {
	const page = await pageIn(LOOKS[0]);
	await page.goto(`${gallery.url}?state=popup-running`);
	expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
	await page.context().close();
});

/** `PICTURES=1 npm run test:views` writes the README's pictures anew. */
const PICTURES = [
	{ file: 'popup-good.png', state: 'popup-all-good', look: LOOKS[0], size: { width: 380, height: 640 } },
	{ file: 'popup-blocked.png', state: 'popup-one-blocked', look: LOOKS[0], size: { width: 380, height: 640 } },
	{ file: 'popup-blocked-dark.png', state: 'popup-one-blocked', look: LOOKS[2], size: { width: 380, height: 640 } },
	{ file: 'popup-suspected.png', state: 'popup-suspected', look: LOOKS[0], size: { width: 380, height: 640 } },
	{ file: 'report.png', state: 'report-one-blocked', look: LOOKS[0], size: { width: 960, height: 900 } },
] as const;

it.runIf(process.env.PICTURES === '1')('takes the pictures of the README (only with PICTURES=1)', async () => {
	const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
	mkdirSync(folder, { recursive: true });
	for (const { file, state, look, size } of PICTURES) {
		const page = await pageIn(look);
		await page.setViewportSize({ ...size, height: 200 });
		await page.goto(`${gallery.url}?state=${state}`);
		const tall = await page.evaluate(() => document.documentElement.scrollHeight);
		await page.setViewportSize({ ...size, height: Math.min(size.height, tall) });
		await page.screenshot({ path: join(folder, file), animations: 'disabled' });
		await page.context().close();
	}
});

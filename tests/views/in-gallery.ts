import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Gallery, openGallery } from './harness.ts';

/** The page of the test that runs. */
export interface View {
	readonly page: Page;
	open(state: string): Promise<unknown>;
	button(name: string): Locator;
}

/** Opens the gallery for a test file, and a page of its own for each test. */
export function inGallery(width: number, height: number): View {
	let gallery: Gallery;
	let page: Page;
	beforeAll(async () => {
		gallery = await openGallery();
	});
	afterAll(() => gallery.close());
	beforeEach(async () => {
		page = await gallery.browser.newPage({ viewport: { width, height } });
	});
	afterEach(() => page.close());
	return {
		get page() {
			return page;
		},
		open: (state) => page.goto(`${gallery.url}?state=${state}`),
		button: (name) => page.getByRole('button', { name, exact: true }),
	};
}

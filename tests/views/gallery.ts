import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the gallery's page tells its tests. */
interface Told {
	readonly events: readonly string[];
	readonly states: readonly string[];
	readonly refuses: { clipboard: boolean; storage: boolean; permission: boolean };
	/** Puts another state into the same page, as a running check does. */
	readonly show: (state: string) => void;
}

declare global {
	interface Window {
		readonly gallery: Told;
		readonly axe: { run(): Promise<AxeResults> };
	}
}

export const statesOf = (page: Page) => page.evaluate(() => window.gallery.states);
export const eventsOf = (page: Page) => page.evaluate(() => window.gallery.events);

/** Rules broken, each with the first element that breaks it. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
	await page.evaluate(AXE);
	const { violations } = await page.evaluate(() => window.axe.run());
	return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** Pixels by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Opens every disclosure, so that what is inside is looked at too. */
export function openEverything(page: Page): Promise<void> {
	return page.evaluate(() => {
		for (const details of document.querySelectorAll('details')) details.open = true;
	});
}

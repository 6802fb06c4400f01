import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Browser, createLab, type Lab, type Page, until } from '../../lab/index.ts';
import { ownExtension } from '../../lab/scenario/launch.ts';
import { card, launchWithMicrophone, MEDIA_BLOCKED, newAgent, ring, servePage, state, told } from './ccp.ts';

// A CRM that no host permission names embeds the CCP: the user, or the company's own build, allows it.

const HOST = 'crm.example.net';
const BUTTON = '.watch-page button';

let lab: Lab;
let address: string;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
});
afterAll(() => lab.close());
afterEach(() => browser.close());

/** Opens the CRM on a clean network, and a popup beside it. */
async function openCrm(): Promise<{ readonly page: Page; readonly popup: Page }> {
	const extension = await browser.openExtensionPage('report.html');
	await newAgent(extension);
	await lab.reset();
	const page = await browser.openPage(address);
	await until(
		() => told(page),
		({ ready }) => ready !== undefined,
	);
	return { page, popup: await browser.openExtensionPage('popup.html') };
}

/** A call fails in the page: what the card there says, once the cause is named. */
async function failCall(page: Page, popup: Page): Promise<string | null> {
	await lab.apply(MEDIA_BLOCKED);
	await ring(page);
	return until(
		() => card(popup, address),
		(text) => text?.includes('Cause found') === true,
	);
}

const isOffered = (popup: Page) => popup.evaluate(() => document.querySelector('.watch-page') !== null);

it('firefox: one click, and the card stands in the page that was open before', async () => {
	address = await servePage(lab, 'other');
	browser = await launchWithMicrophone('firefox', lab);
	const { page, popup } = await openCrm();
	await popup.waitFor(BUTTON);
	await popup.click(BUTTON);
	await until(
		() => isOffered(popup),
		(offered) => !offered,
	);
	expect(await failCall(page, popup)).toContain('Call audio (TURN)');
});

/** A browser remembers a user's gesture for 5 s, and takes each look of the test for one. */
const FORGOTTEN_MS = 6000;

/** Clicks when no user's gesture is left: the browser then refuses every request. */
const clickLate = ({ selector, ms }: { readonly selector: string; readonly ms: number }): void => {
	setTimeout(() => document.querySelector<HTMLButtonElement>(selector)?.click(), ms);
};

it('chromium: where the browser refuses, the popup says so, and the card stands in the frame of the CCP', async () => {
	address = await servePage(lab, 'other');
	browser = await launchWithMicrophone('chromium', lab);
	const { page, popup } = await openCrm();
	await popup.waitFor(BUTTON);
	await popup.evaluate(clickLate, { selector: BUTTON, ms: FORGOTTEN_MS });
	await delay(FORGOTTEN_MS + 1000);
	await popup.waitFor('.watch-page [role=alert]');
	await lab.apply(MEDIA_BLOCKED);
	await ring(page);
	const { incident } = await until(
		() => state(popup),
		(seen) => seen.incident?.explanation.phase === 'final',
	);
	expect(incident?.where?.frame).toBeGreaterThan(0);
	expect(incident?.shown).toContain('Call audio (TURN)');
	expect(await page.evaluate(() => document.querySelector('linecheck-card') !== null)).toBe(false);
});

it('chromium: a build that requires the host asks nobody', async () => {
	address = await servePage(lab, 'other');
	browser = await launchWithMicrophone('chromium', lab, await ownExtension('chromium', lab, `https://${HOST}`));
	const { page, popup } = await openCrm();
	expect(await failCall(page, popup)).toContain('Call audio (TURN)');
	expect(await isOffered(popup)).toBe(false);
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../core/report/types.ts';
import { BROWSER_NAMES, type Browser, check, createLab, type Fault, type Lab, type Page } from '../../lab/index.ts';
import { settingsFor } from '../../lab/scenario/settings.ts';
import { CCP, CCP_SITE, LEARNED, launchAgent, PROFILE } from './agent.ts';

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve(CCP_SITE);
});
afterAll(() => lab.close());
afterEach(() => browser.close());

const NOT_VERIFIED = 'WebRTC was not verified in the page: no CCP was open.';
const FORBIDDEN = { verdict: 'blocked', cause: 'webrtc-udp-disabled' };
const media = (report: Report) => report.verdicts['connect.media.turn'];
const runIn = (page: Page) => check(page, PROFILE, LEARNED);

/** The text of a page of the extension, closed parts included. */
async function textOf(path: string): Promise<string> {
	const page = await browser.openExtensionPage(path);
	await page.waitFor('main section');
	const text = await page.evaluate(() => document.querySelector('main')?.textContent ?? '');
	await page.close();
	return text;
}

describe.each(BROWSER_NAMES)('a policy that forbids WebRTC to use UDP, in %s', (name) => {
	const start = async (fault: Fault) => {
		const settings = settingsFor(name, await lab.apply([fault]));
		browser = await launchAgent(name, lab, { policy: settings.policy });
		return browser.openExtensionPage('popup.html');
	};

	it('is found everywhere', async () => {
		const report = await runIn(await start({ fault: 'webrtc-udp-disabled' }));
		expect(media(report)).toMatchObject(FORBIDDEN);
		expect(report.findings.map(({ id }) => id)).toEqual(['webrtc-udp-disabled']);
	});

	// Firefox has no such policy by URL: there it is the clean browser, whose CCP gathers.
	it('for the page of the CCP alone is found where one is open, and said to be unverified where none is', async () => {
		const popup = await start({ fault: 'webrtc-udp-disabled', url: 'https://acme.my.connect.aws' });
		const blind = await runIn(popup);
		expect(blind.environment.pageGathers).toBeUndefined();
		expect(media(blind)?.verdict).toBe('reachable');
		expect(await textOf('report.html')).toContain(NOT_VERIFIED);
		expect(await textOf('popup.html')).toContain(NOT_VERIFIED);

		const ccp = await browser.openPage(CCP);
		const seeing = await runIn(popup);
		await ccp.close();
		expect(seeing.environment.pageGathers).toBe(name === 'firefox');
		expect(media(seeing)).toMatchObject(name === 'firefox' ? { verdict: 'reachable' } : FORBIDDEN);
		expect(await textOf('popup.html')).not.toContain(NOT_VERIFIED);
	});
});

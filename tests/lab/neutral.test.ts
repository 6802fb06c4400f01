import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { BROWSER_NAMES, type Browser, check, createLab, type Lab, until } from '../../lab/index.ts';
import { ownExtension } from '../../lab/scenario/launch.ts';
import { CCP_SITE, LEARNED, launchAgent, PROFILE } from './agent.ts';
import { readRun, reset } from './extension.ts';

const ORIGIN = 'http://neutral.example';
const NEUTRAL = { ...PROFILE, network: { neutralUrl: `${ORIGIN}/` } };

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve({ ...CCP_SITE, profile: NEUTRAL });
});
afterAll(() => lab.close());
afterEach(() => browser.close());

it.each(BROWSER_NAMES)(
	'the popup asks for the neutral address once, and it tells a captive portal, in %s',
	async (name) => {
		await lab.apply([]);
		browser = await launchAgent(name, lab, {
			// In Chromium no test can answer the browser's question: there the host is a required one.
			extensionDir: await ownExtension(name, lab, name === 'chromium' ? ORIGIN : undefined),
			prefs: { 'extensions.webextOptionalPermissionPrompts': false },
		});
		const popup = await browser.openExtensionPage('popup.html');
		if (name === 'firefox') {
			expect((await check(popup, NEUTRAL, LEARNED)).environment.portalAtNeutralHost).toBeUndefined();
			await popup.click('.ask-hosts button');
			const isOver = await until(
				() => readRun(popup),
				(run) => run.status === 'done' && run.report.environment.portalAtNeutralHost !== undefined,
			);
			expect(isOver).toMatchObject({ report: { environment: { portalAtNeutralHost: false } } });
		}
		expect((await check(popup, NEUTRAL, LEARNED)).environment.portalAtNeutralHost).toBe(false);
		expect(await popup.evaluate(() => document.querySelector('.ask-hosts'))).toBeNull();

		await lab.apply([{ fault: 'captive-portal' }]);
		const report = await check(popup, NEUTRAL, LEARNED);
		expect(report.environment.portalAtNeutralHost).toBe(true);
		expect(report.findings.map(({ id }) => id)).toEqual(['captive-portal']);
		expect(Object.values(report.verdicts).filter(({ verdict }) => verdict === 'blocked')).toEqual([]);
	},
);

it.each(BROWSER_NAMES)('without the permission nothing is asked and nothing is known, in %s', async (name) => {
	await lab.apply([]);
	browser = await launchAgent(name, lab);
	const popup = await browser.openExtensionPage('popup.html');
	await reset(popup, { profile: NEUTRAL });
	await popup.waitFor('.ask-hosts button');
	const report = await check(popup, NEUTRAL, LEARNED);
	expect(report.environment.portalAtNeutralHost).toBeUndefined();
});

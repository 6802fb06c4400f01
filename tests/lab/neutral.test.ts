import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	check,
	createLab,
	extensionDir,
	type Lab,
} from '../../lab/index.ts';
import { CCP_SITE, LEARNED, launchAgent, PROFILE } from './agent.ts';
import { readRun, reset, until } from './extension.ts';

const NEUTRAL = { ...PROFILE, network: { neutralUrl: 'http://neutral.example/' } };

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve({ ...CCP_SITE, profile: NEUTRAL });
});
afterAll(() => lab.close());
afterEach(() => browser.close());

/** In Chromium no test can answer the browser's question: there the host is a required one. */
function extensionFor(name: BrowserName): string {
	if (name === 'firefox') return extensionDir(name);
	const copy = join(lab.folder, 'with-neutral-host');
	cpSync(extensionDir(name), copy, { recursive: true });
	const file = join(copy, 'manifest.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.host_permissions.push('http://neutral.example/*');
	writeFileSync(file, JSON.stringify(manifest));
	return copy;
}

it.each(BROWSER_NAMES)(
	'the popup asks for the neutral address once, and it tells a captive portal, in %s',
	async (name) => {
		await lab.apply([]);
		browser = await launchAgent(name, lab, {
			extensionDir: extensionFor(name),
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

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	createLab,
	extensionDir,
	type Lab,
	launchBrowser,
	until,
} from '../../lab/index.ts';
import { SITE } from '../../lab/testing/site.ts';
import { openTabs, stored, untilDone } from './extension.ts';
import { forced } from './forced.ts';

/** Long enough for a tab that opens at installation to have opened, ms. */
const OPENED_MS = 1500;

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve(SITE);
});
afterAll(() => lab.close());

async function start(name: BrowserName, settings: Record<string, unknown> | undefined): Promise<Browser> {
	const folder = await mkdtemp(join(lab.folder, 'policy-'));
	return launchBrowser(name, {
		...(settings ? { policy: await forced(name, folder, settings) } : { extensionDir: extensionDir(name) }),
		netns: lab.netns,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
		prefs: { 'xpinstall.signatures.required': false },
	});
}

const POLICY = {
	connectAlias: 'acme',
	connectRegion: 'us-east-1',
	// Nothing without connectSourceRegion.
	connectInstanceId: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f',
	ingeniusRegion: 'us-west-2',
	// Wrong value, wrong type, unknown key.
	connectCcp: 'v9',
	connectVideo: 'yes',
	conectAlias: 'typed wrongly',
};

/** Runs in the options page: its fields by what policy makes of them, and what it says of the policy. */
function readOptions() {
	const fields = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('main [id]')];
	const values = fields
		.filter((field) => 'value' in field)
		.map((field) => [field.id, field.value, field.matches(':disabled, :read-only:not(select)')]);
	const problems = [...document.querySelectorAll('.summary.warn code')].map((code) => code.textContent ?? '');
	return { values: values as [id: string, value: string, locked: boolean][], problems };
}

describe.each(BROWSER_NAMES)('installed by policy in %s', (name) => {
	afterAll(() => browser.close());

	it('checks at once, with the settings of the policy, and opens no tab', async () => {
		browser = await start(name, POLICY);
		const page = await browser.openExtensionPage('popup.html');
		const run = await untilDone(page);
		expect(run).toMatchObject({ status: 'done', report: { trigger: 'install' } });
		await delay(OPENED_MS);
		// The empty tab that every browser starts with, and the test's own.
		expect(await openTabs(page)).toEqual({ count: 2, own: ['/popup.html'] });
		await page.waitFor('.where');
		expect(await page.evaluate(() => document.querySelector('.where')?.textContent)).toBe('acme · us-east-1');
		await page.close();
	});

	it('shows what policy sets as locked and names what is wrong with it', async () => {
		const page = await browser.openExtensionPage('options.html');
		await page.waitFor('.summary.warn');
		const { values, problems } = await page.evaluate(readOptions);
		const field = (id: string) => values.find(([one]) => one === id)?.slice(1);
		expect(field('connect.alias')).toEqual(['acme', true]);
		expect(field('connect.region')).toEqual(['us-east-1', true]);
		expect(field('ingenius.region')).toEqual(['us-west-2', true]);
		expect(field('connect.ccp')).toEqual(['v2', false]);
		expect(field('connect.bucket')).toEqual(['', false]);
		// Chromium checks the types itself, drops what does not fit and unknown keys too, and tells nobody.
		const seen = name === 'firefox' ? ['conectAlias', 'connectVideo'] : [];
		expect(problems.toSorted()).toEqual(['connectCcp', 'connectInstanceId', ...seen].toSorted());
		expect(await stored(page, 'managed', 'conectAlias')).toBe(name === 'firefox' ? 'typed wrongly' : undefined);
		await page.close();
	});
});

describe.each(BROWSER_NAMES)('the first start in %s', (name) => {
	afterEach(() => browser.close());

	it('opens nothing where an administrator installs it without settings', async () => {
		browser = await start(name, {});
		await delay(OPENED_MS);
		const page = await browser.openExtensionPage('popup.html');
		expect(await openTabs(page)).toEqual({ count: 2, own: ['/popup.html'] });
	});

	it('opens the welcome page where the user installs it', async () => {
		browser = await start(name, undefined);
		const page = await browser.openExtensionPage('popup.html');
		const tabs = await until(
			() => openTabs(page),
			({ own }) => own.length > 1,
		);
		expect(tabs.own.toSorted()).toEqual(['/popup.html', '/welcome.html']);
	});
});

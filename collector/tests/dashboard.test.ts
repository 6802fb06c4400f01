import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS, which } from '../../scripts/tools.ts';
import { faults, openDashboard } from './browser.ts';
import { fleet } from './fleet.ts';
import { PASSWORD, requestOf, runAt } from './support.ts';

const PICTURES = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

let dashboard: Awaited<ReturnType<typeof openDashboard>>;
let url: string;

beforeAll(async () => {
	dashboard = await openDashboard(which(BROWSERS.chromium.names) ?? '');
	url = dashboard.url;
});
afterAll(() => dashboard?.close());

const tile = (page: Page, label: string) => page.locator('.tile', { hasText: label }).locator('dd');

describe('before anyone reports', () => {
	it('asks to sign in, by keyboard, and says what is wrong', async () => {
		const page = await dashboard.open();
		await page.goto(url);
		await page.getByLabel('Password').focus();
		await page.keyboard.type('wrong password');
		await page.keyboard.press('Enter');
		await page.getByText('wrong name or password').waitFor();
		expect(await faults(page)).toEqual([]);
		await page.getByLabel('Password').fill(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByText('No agent reports now').waitFor();
		expect(await faults(page)).toEqual([]);
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByRole('button', { name: 'Sign in' }).waitFor();
		await page.context().close();
	});
});

describe('with a fleet', () => {
	beforeAll(async () => {
		for (const { site, request } of fleet(Date.now())) expect((await dashboard.send(site, request)).status).toBe(200);
	});

	it('shows how it stands now', async () => {
		const page = await dashboard.signedIn();
		await page.goto(url);
		await page.getByRole('heading', { name: 'Worst entries' }).waitFor();
		expect(await page.locator('.answer').textContent()).toBe(
			'8 of 38 agents cannot take calls. Most of them: Lisbon, 6 of 12, where Call audio (TURN) is missing.',
		);
		expect(await tile(page, 'agents reporting').textContent()).toBe('38');
		expect(await tile(page, 'cannot take calls').textContent()).toBe('8');
		expect(await tile(page, 'gone silent').textContent()).toBe('1');
		expect(await page.locator('.heat tbody tr').first().textContent()).toMatch(/Lisbon.*50 %/s);
		expect(await page.getByRole('row', { name: /Lisbon 300 36 12 % over/ }).count()).toBe(1);
		expect(await page.getByRole('row', { name: /Braga 125 0 .* not judged/ }).count()).toBe(1);
		await page.context().close();
	});

	it('changes within 5 s of an agent sending, without a click', async () => {
		const page = await dashboard.signedIn();
		await page.goto(url);
		await page.getByText('agents reporting').waitFor();
		const before = Number(await tile(page, 'agents reporting').textContent());
		const sent = performance.now();
		await dashboard.send('Braga', requestOf('braga-new', runAt('braga-new-1', Date.now())));
		await page.waitForFunction((n) => document.querySelector('.tile dd')?.textContent === String(n), before + 1, {
			timeout: 5_000,
		});
		console.log(`sent → shown: ${(performance.now() - sent).toFixed(0)} ms`);
		await page.context().close();
	});

	it('keeps filters in the URL', async () => {
		const page = await dashboard.signedIn();
		await page.goto(url);
		await page.getByRole('combobox', { name: 'Site' }).selectOption('Porto');
		await page.waitForURL('**/?site=Porto');
		await page.waitForFunction(() => document.querySelector('.tile dd')?.textContent === '20');
		await page.reload();
		await page.waitForFunction(() => document.querySelector('.tile dd')?.textContent === '20');
		await page.goBack();
		await expect.poll(() => page.url()).toBe(`${url}/`);
		await page.context().close();
	});

	it('tells a site what to add, and copies it for IT', async () => {
		const page = await dashboard.signedIn();
		await page.goto(`${url}/site?site=Lisbon`);
		await page.getByText('Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com').waitFor();
		await page.getByRole('button', { name: /Copy for IT/ }).click();
		await page.getByText('Copied').waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(copied).toMatch(/^Lisbon: .* \(connect\.media\.turn\) does not get through\.\nAgents: 6\. Since: 20/);
		expect(copied).toContain('- Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com');
		await page.getByRole('link', { name: 'lisbon-0' }).click();
		await page.getByRole('heading', { name: 'Last calls' }).waitFor();
		await page.getByText('ice_collection_timeout').waitFor();
		await page.context().close();
	});

	it('exports CSV', async () => {
		const page = await dashboard.signedIn();
		const response = await page.request.get(`${url}/api/now/now-sites.csv`);
		expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8');
		const text = await response.text();
		expect(text).toMatch(/^\ufeffsite,reporting,unable,silent\r\nLisbon,12,6,0\r\n/);
		await page.context().close();
	});

	it('draws the timeline, with its figures as a table', async () => {
		const page = await dashboard.signedIn();
		await page.goto(`${url}/timeline?range=24h`);
		await page.locator('.chart canvas').first().waitFor();
		expect(await page.locator('.chart canvas').count()).toBe(3);
		await page.getByText('Figures').first().click();
		expect(await page.locator('details table').first().locator('tbody tr').count()).toBeGreaterThanOrEqual(8);
		await page.context().close();
	});

	it('says so when the collector does not answer, keeps what it knows, and comes back', async () => {
		const page = await dashboard.signedIn();
		await page.goto(url);
		await page.getByText('agents reporting').waitFor();
		await page.route('**/api/now**', (route) => route.fulfill({ status: 500, json: { message: 'internal error' } }));
		await page.getByText('Could not load: internal error').waitFor({ timeout: 10_000 });
		expect(await page.getByText('agents reporting').count()).toBe(1);
		expect(await faults(page)).toEqual([]);
		await page.unroute('**/api/now**');
		await page.getByText('Could not load').waitFor({ state: 'detached', timeout: 10_000 });
		await page.context().close();
	});

	it('makes, rotates and revokes tokens', async () => {
		const page = await dashboard.signedIn();
		await page.goto(`${url}/tokens`);
		await page.getByLabel('Site (empty: any)').fill('Faro');
		await page.keyboard.press('Enter');
		const secret = (await page.locator('.secret code').textContent()) ?? '';
		expect((await dashboard.collector.post(requestOf('f', []), secret)).status).toBe(200);
		await page.getByRole('button', { name: 'Revoke the token of Faro' }).click();
		await page.getByRole('button', { name: 'Revoke for good' }).click();
		await page.getByRole('button', { name: 'Revoke the token of Faro' }).waitFor({ state: 'detached' });
		expect((await dashboard.collector.post(requestOf('f', []), secret)).status).toBe(401);
		expect(await faults(page)).toEqual([]);
		await page.context().close();
	});

	const looks = [
		{ colorScheme: 'light', width: 1200 },
		{ colorScheme: 'dark', width: 1200 },
		{ colorScheme: 'light', width: 360 },
	] as const;
	const views = {
		now: '/',
		site: '/site?site=Lisbon',
		agent: '/agent?agent=lisbon-0',
		timeline: '/timeline?range=24h',
	};
	it.each(looks)('is accessible and fits: $colorScheme, $width px', async (look) => {
		const page = await dashboard.signedIn({
			colorScheme: look.colorScheme,
			viewport: { width: look.width, height: 900 },
		});
		for (const [name, path] of Object.entries(views)) {
			await page.goto(url + path);
			await page.locator('.updated').waitFor();
			expect([name, await faults(page)]).toEqual([name, []]);
			expect([name, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)]).toEqual([
				name,
				false,
			]);
			if (process.env.PICTURES && look.width === 1200) {
				await page.screenshot({
					path: `${PICTURES}dashboard-${name}${look.colorScheme === 'dark' ? '-dark' : ''}.png`,
				});
			}
		}
		await page.context().close();
	});

	it('prints without controls, and says what it is about', async () => {
		const page = await dashboard.signedIn();
		await page.goto(`${url}/?site=Lisbon`);
		await page.locator('.updated').waitFor();
		const scope = page.getByText(/^Lisbon · 24 hours · /);
		expect(await scope.isVisible()).toBe(false);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('nav').isVisible()).toBe(false);
		expect(await page.locator('.heat').isVisible()).toBe(true);
		expect(await scope.isVisible()).toBe(true);
		await page.context().close();
	});

	it('broke no rule of the content security policy', () => expect(dashboard.complaints).toEqual([]));
});

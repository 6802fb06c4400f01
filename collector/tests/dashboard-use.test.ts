import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSERS, which } from '../../scripts/tools.ts';
import { faults, openDashboard } from './browser.ts';
import { fleet } from './fleet.ts';
import { requestOf } from './support.ts';

let dashboard: Awaited<ReturnType<typeof openDashboard>>;
let url: string;

beforeAll(async () => {
	dashboard = await openDashboard(which(BROWSERS.chromium.names) ?? '');
	url = dashboard.url;
	for (const { site, request } of fleet(Date.now())) expect((await dashboard.send(site, request)).status).toBe(200);
});
afterAll(() => dashboard?.close());

const shown = (page: Page) => page.locator('.updated').waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const scrolled = (page: Page) => page.evaluate(() => scrollY);

it('announces that it loads, in an element that was there before', async () => {
	const page = await dashboard.signedIn();
	let answer = () => {};
	const held = new Promise<void>((resolve) => {
		answer = resolve;
	});
	await page.route('**/api/now**', (route) => held.then(() => route.continue()));
	await page.goto(url);
	const status = page.getByRole('status').filter({ hasText: 'Loading…' });
	await status.waitFor();
	expect(await faults(page)).toEqual([]);
	const element = await status.elementHandle();
	answer();
	await shown(page);
	expect(await element?.evaluate((node) => [node.isConnected, node.textContent])).toEqual([true, '']);
	await page.route('**/api/now**', () => undefined);
	await page.getByRole('combobox', { name: 'Site' }).selectOption('Porto');
	await page.getByText('Loading…').waitFor();
	expect(await element?.evaluate((node) => [node.isConnected, node.textContent])).toEqual([true, 'Loading…']);
	await page.context().close();
});

it('loses no filter and nothing typed when the collector fails', async () => {
	const page = await dashboard.signedIn();
	await page.clock.install();
	await page.goto(url);
	await shown(page);
	const site = page.getByRole('combobox', { name: 'Site' });
	await site.locator('option', { hasText: 'Porto' }).waitFor({ state: 'attached' });
	const options = await site.locator('option').allTextContents();
	await page.route('**/api/**', (route) => route.fulfill({ status: 500, json: { message: 'internal error' } }));
	await site.selectOption('Porto');
	await page.getByRole('alert').filter({ hasText: 'Could not load: internal error' }).waitFor();
	const failed = page.waitForResponse(/\/api\/options/);
	await page.clock.fastForward(70_000);
	await failed;
	await page.getByRole('alert').waitFor();
	expect([await site.inputValue(), await site.locator('option').allTextContents()]).toEqual(['Porto', options]);
	expect(new URL(page.url()).search).toBe('?site=Porto');

	await page.goto(`${url}/tokens`).catch(() => undefined);
	await page.unroute('**/api/**');
	await page.reload();
	await page.route('**/api/tokens', (route) => route.fulfill({ status: 500, json: { message: 'internal error' } }));
	await page.getByLabel('Site (empty: any)').fill('Evora');
	await page.keyboard.press('Enter');
	await page.getByRole('alert').filter({ hasText: 'internal error' }).waitFor();
	expect(await page.getByLabel('Site (empty: any)').inputValue()).toBe('Evora');
	await page.context().close();
});

it('asks once at a time, however often the page comes to sight meanwhile', async () => {
	const page = await dashboard.signedIn();
	let asking = 0;
	let most = 0;
	let asked = 0;
	await page.route('**/api/now**', async (route) => {
		asking += 1;
		asked += 1;
		most = Math.max(most, asking);
		await new Promise((resolve) => setTimeout(resolve, 700));
		await route.continue().catch(() => undefined);
		asking -= 1;
	});
	await page.goto(url);
	await expect.poll(() => asking).toBe(1);
	await page.evaluate(() => {
		for (let times = 0; times < 3; times++) document.dispatchEvent(new Event('visibilitychange'));
	});
	await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(2);
	expect(most).toBe(1);
	await page.context().close();
});

it('begins another page at its top and heading; a filter keeps the focus', async () => {
	const page = await dashboard.signedIn({ viewport: { width: 1200, height: 300 } });
	await page.goto(url);
	await shown(page);
	expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);

	const link = page.getByRole('row', { name: /^Lisbon 300/ }).getByRole('link');
	await link.scrollIntoViewIfNeeded();
	expect(await scrolled(page)).toBeGreaterThan(300);
	await link.click();
	await page.locator('.subject').waitFor();
	await expect.poll(async () => [await focused(page), await scrolled(page)]).toEqual(['Site', 0]);

	await page.getByRole('combobox', { name: 'Entry' }).focus();
	await page.evaluate(() => scrollTo(0, 50));
	await page.getByRole('combobox', { name: 'Browser' }).selectOption({ index: 1 });
	await page.waitForURL(/browser=/);
	await shown(page);
	expect(await page.evaluate(() => document.activeElement?.nodeName)).toBe('SELECT');

	await page.goBack();
	await page.goBack();
	await page.getByRole('heading', { name: 'Worst entries' }).waitFor();
	await expect.poll(async () => [page.url(), await focused(page)]).toEqual([`${url}/`, 'Now']);
	await page.goForward();
	await page.locator('.subject').waitFor();
	await expect.poll(() => focused(page)).toBe('Site');
	await page.context().close();
});

it('keeps the focus near where a link narrows what is shown', async () => {
	const page = await dashboard.signedIn();
	await page.goto(url);
	await page.getByRole('region', { name: 'Worst entries' }).getByRole('link').first().focus();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/?entry=connect.media.turn');
	await shown(page);
	await expect.poll(() => focused(page)).toBe('Now');
	await page.context().close();
});

it('works by keyboard alone: past the header, to a filter, into a site', async () => {
	const page = await dashboard.signedIn();
	await page.goto(url);
	await shown(page);
	await page.keyboard.press('Tab');
	await expect.poll(() => focused(page)).toBe('Skip to content');
	const names: (string | null | undefined)[] = [];
	for (let press = 0; press < 8; press++) {
		await page.keyboard.press('Tab');
		names.push(await page.evaluate(() => document.activeElement?.closest('label, a, button')?.firstChild?.textContent));
	}
	expect(names).toEqual(['Now', 'Site', 'Agent', 'Timeline', 'Tokens', 'Print', 'Sign out', 'Site']);
	await page.keyboard.type('Li');
	await page.waitForURL('**/?site=Lisbon');
	await shown(page);
	await page.keyboard.press('Shift+Tab');
	for (let press = 0; press < 7; press++) await page.keyboard.press('Shift+Tab');
	await expect.poll(() => focused(page)).toBe('Skip to content');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect.poll(() => focused(page)).toBe('Lisbon');
	await page.keyboard.press('Enter');
	await page.locator('.subject').waitFor();
	await expect.poll(() => focused(page)).toBe('Site');
	await page.context().close();
});

it('shows days as UTC has them, west of it too', async () => {
	const page = await dashboard.signedIn({ timezoneId: 'America/New_York' });
	await page.addInitScript(() => {
		const texts: [string, number][] = [];
		Object.assign(globalThis, { texts });
		const { fillText } = CanvasRenderingContext2D.prototype;
		CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
			texts.push([text, x]);
			fillText.call(this, text, x, y);
		};
	});
	await page.goto(`${url}/timeline?range=30d`);
	await page.locator('.chart canvas').first().waitFor();
	await page.getByText('Days are UTC').waitFor();
	const today = new Date().toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
	expect(await page.locator('.u-legend').first().textContent()).toContain(`Day (UTC)${today}Reporting`);
	await page.getByText('Figures').first().click();
	const days = await page.locator('details table').first().locator('tbody th').allTextContents();
	expect(days.at(-1)).toBe(today);
	expect(await page.getByRole('columnheader', { name: 'Day (UTC)' }).count()).toBe(1);

	// each tick stands at midnight UTC of the day that it names
	const { texts, left, width } = await page.evaluate(() => {
		const plot = document.querySelector<HTMLElement>('.u-over');
		return {
			texts: (globalThis as unknown as { texts: [string, number][] }).texts,
			left: plot?.offsetLeft ?? 0,
			width: plot?.offsetWidth ?? 0,
		};
	});
	const [first = 0, last = 0] = [days[0], days.at(-1)].map((day) => Date.parse(`${day} UTC`));
	const ticks = texts.filter(([text]) => /^\d+ [A-Z]/.test(text));
	expect(ticks.length).toBeGreaterThan(5);
	for (const [text, x] of ticks) {
		const index = days.findIndex((day) => day.startsWith(`${text} `));
		const at = Date.parse(`${days[index]} UTC`);
		expect([text, Math.abs(x - left - ((at - first) / (last - first)) * width) < 3]).toEqual([text, true]);
	}
	await page.context().close();
});

it('asks before it revokes a token, and tells the two of a rotation apart', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/tokens`);
	await page.getByLabel('Site (empty: any)').fill('Faro');
	await page.keyboard.press('Enter');
	const old = (await page.locator('.secret code').textContent()) ?? '';
	await page.getByRole('button', { name: 'Rotate the token of Faro' }).click();
	const ending = page.getByRole('button', { name: /^Revoke the token of Faro, ends \d/ });
	await ending.waitFor();
	expect(await page.getByRole('button', { name: 'Revoke the token of Faro', exact: true }).count()).toBe(1);
	expect(await page.getByRole('button', { name: /Rotate the token of Faro/ }).count()).toBe(1);

	await ending.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: /^Revoke for good the token of Faro, ends .*\?$/ });
	await dialog.getByText('cannot report until their policy has another token').waitFor();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faults(page)).toEqual([]);
	}
	await expect.poll(() => focused(page)).toBe('Cancel');
	await page.keyboard.press('Escape');
	// closed it is no dialog any more; it goes once the browser has told of it
	await page.locator('dialog').waitFor({ state: 'detached' });
	await expect.poll(() => ending.evaluate((button) => button === document.activeElement)).toBe(true);
	expect((await dashboard.collector.post(requestOf('f', []), old)).status).toBe(200);

	await page.keyboard.press('Enter');
	await dialog.waitFor();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await ending.waitFor({ state: 'detached' });
	await expect.poll(() => focused(page)).toMatch(/^The token of Faro, ends .* is revoked\.$/);
	expect((await dashboard.collector.post(requestOf('f', []), old)).status).toBe(401);
	expect(await faults(page)).toEqual([]);
	await page.context().close();
});

it('rotates once where it is clicked twice', async () => {
	const page = await dashboard.signedIn();
	let rotations = 0;
	await page.route('**/rotate', (route) => {
		rotations += 1;
		return route.continue();
	});
	await page.goto(`${url}/tokens`);
	const button = page.getByRole('button', { name: 'Rotate the token of Porto' });
	await button.evaluate((it: HTMLButtonElement) => [it.click(), it.click()]);
	await page.getByRole('button', { name: /^Revoke the token of Porto, ends/ }).waitFor();
	expect(rotations).toBe(1);
	await page.context().close();
});

it('goes back to the agent that was looked for before', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/agent?agent=lisbon-0`);
	await page.getByLabel('Install id').fill('lisbon-1');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/agent?agent=lisbon-1');
	await page.goBack();
	await expect.poll(() => page.getByLabel('Install id').inputValue()).toBe('lisbon-0');
	await page.context().close();
});

it('copies over plain http too', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${dashboard.elsewhere}/site?site=Lisbon`);
	await page.getByRole('button', { name: /Copy for IT/ }).click();
	await page.getByText('Copied').waitFor();
	expect(await page.evaluate(() => [isSecureContext, document.activeElement?.nodeName])).toEqual([false, 'BUTTON']);
	await page.goto(url);
	expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Lisbon: .* does not get through\.\n/);
	await page.context().close();
});

it('shows the text selected where the browser lets nothing be copied', async () => {
	const page = await dashboard.signedIn();
	await page.addInitScript(() => {
		document.execCommand = () => false;
	});
	await page.goto(`${dashboard.elsewhere}/site?site=Lisbon`);
	await page.getByRole('button', { name: /Copy for IT/ }).click();
	await page.getByRole('status').filter({ hasText: 'press Ctrl+C' }).waitFor();
	await expect
		.poll(() => page.evaluate(() => getSelection()?.toString()))
		.toMatch(/^Lisbon: .* does not get through\.\n/);
	expect(await faults(page)).toEqual([]);
	await page.context().close();
});

it('has what is missing at a site as CSV, with times that can be read', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/site?site=Lisbon`);
	const href = await page.getByRole('link', { name: 'What is missing as CSV' }).getAttribute('href');
	const text = await (await page.request.get(url + href)).text();
	expect(text).toMatch(/^\ufeffentry,agents,since,.*\r\nconnect\.media\.turn,6,20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ,/);
	await page.context().close();
});

it('says when a table has the first agents only, and never what it knows under another filter', async () => {
	const page = await dashboard.signedIn();
	let answer = () => {};
	const held = new Promise<void>((resolve) => {
		answer = resolve;
	});
	await page.route('**/api/site?**', async (route) => {
		if (route.request().url().includes('entry=')) await held;
		const response = await route.fetch();
		if (response.status() !== 200) return route.fulfill({ response });
		const view = await response.json();
		const agents = Array.from({ length: 200 }, (_, index) => ({ ...view['site-agents'][0], agent: `a${index}` }));
		const summary = [{ ...view['site-summary'][0], agents: 1_412 }];
		return route.fulfill({ response, json: { ...view, 'site-summary': summary, 'site-agents': agents } });
	});
	await page.goto(`${url}/site?site=Lisbon`);
	await page.getByText('Only the first 200 of 1,412 are shown; the CSV has more.').waitFor();
	// told of each change of the page, before it is painted
	const uncounted = await page.evaluateHandle(() => {
		const seen: string[] = [];
		new MutationObserver(() => {
			const text = document.body.textContent.match(/The first 200 are shown[^.]*/)?.[0];
			if (text) seen.push(text);
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
		return seen;
	});
	await page.getByRole('combobox', { name: 'Entry' }).selectOption('connect.media.turn');
	await page.getByText('Loading…').waitFor();
	expect(await uncounted.jsonValue()).toEqual([]);
	answer();
	await page.getByText('The first 200 are shown; if there are more, the CSV has them.').waitFor();
	expect(await uncounted.jsonValue()).toContain('The first 200 are shown; if there are more, the CSV has them');
	await page.unrouteAll({ behavior: 'wait' });
	await page.context().close();
});

it('names what calls need, though more agents of the site miss something else', async () => {
	const page = await dashboard.signedIn();
	await page.route('**/api/now?**', async (route) => {
		const response = await route.fetch();
		if (response.status() !== 200) return route.fulfill({ response });
		const view = await response.json();
		const chat = { site: 'Lisbon', entry: 'connect.participant', agents: 12, reporting: 12 };
		return route.fulfill({ response, json: { ...view, 'now-heat': [chat, ...view['now-heat']] } });
	});
	await page.goto(url);
	await page.getByRole('columnheader', { name: /Chat/ }).waitFor();
	expect(await page.locator('.answer').textContent()).toMatch(/ where Call audio \(TURN\) is missing\.$/);
	await page.unrouteAll({ behavior: 'wait' });
	await page.context().close();
});

it('leaves out a filter that cannot be read, not the others', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/?range=bad&site=Porto`);
	await shown(page);
	expect(await page.getByRole('combobox', { name: 'Site' }).inputValue()).toBe('Porto');
	expect(await page.getByRole('combobox', { name: 'Range' }).inputValue()).toBe('24h');
	await page.context().close();
});

it('says of an entry that nobody misses just that', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/?entry=connect.transport`);
	await page.getByText(/^No agent misses .+ now\.$/).waitFor();
	expect(await page.getByText('agents reporting').count()).toBe(0);
	await page.context().close();
});

it('asks to sign in again where the session ended, on the page of tokens too', async () => {
	const page = await dashboard.signedIn();
	await page.goto(`${url}/tokens`);
	// nothing is under way any more that would be told of the end before the click
	await page.getByRole('table').waitFor();
	await page.context().clearCookies();
	await page.getByRole('button', { name: 'New token' }).click();
	await page.getByRole('button', { name: 'Sign in' }).waitFor();
	await page.context().close();
});

it('says who is still signed in when the collector does not answer', async () => {
	const page = await dashboard.signedIn();
	await page.goto(url);
	await shown(page);
	await page.route('**/api/session', (route) => route.abort());
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.getByRole('alert').filter({ hasText: 'you are still signed in' }).waitFor();
	await page.unroute('**/api/session');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.getByRole('button', { name: 'Sign in' }).waitFor();
	await page.context().close();
});

it('broke no rule of the content security policy', () => expect(dashboard.complaints).toEqual([]));

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventsOf } from './gallery.ts';
import { type Gallery, openGallery } from './harness.ts';

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery.close());
beforeEach(async () => {
	page = await gallery.browser.newPage({ viewport: { width: 380, height: 600 } });
});
afterEach(() => page.close());

const open = (state: string) => page.goto(`${gallery.url}?state=${state}`);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
const say = () => page.getByRole('status').first().textContent();

it('asks again for what is missing, at its field, and loses nothing', async () => {
	await open('popup-first-run');
	await page.getByLabel('Instance alias').fill('acme');
	await button('Save and check').click();
	expect(await page.getByText('Choose the region of your instance.').isVisible()).toBe(true);
	expect(await focused()).toContain('Choose…');
	expect(await page.getByLabel('Instance alias').inputValue()).toBe('acme');
	expect(await eventsOf(page)).toEqual([]);
	await page.getByLabel('Region', { exact: true }).selectOption('eu-west-2');
	await button('Save and check').click();
	expect((await eventsOf(page))[0]).toContain('"alias":"acme","region":"eu-west-2"');
});

it('takes what open pages told as it is', async () => {
	await open('popup-suggestion');
	await button('Save and check').click();
	const [saved] = await eventsOf(page);
	expect(saved).toContain('"alias":"acme","region":"us-east-1","domain":"awsapps.com"');
	expect(saved).toContain('"ingenius":{"region":"us-west-2"');
});

it('hands IT the rule, and shows the text where the clipboard is refused', async () => {
	await open('popup-one-blocked');
	await button('Copy for IT').first().click();
	expect((await eventsOf(page))[0]).toContain('Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com');
	expect(await button('Copied').isVisible()).toBe(true);
	await page.evaluate(() => {
		window.gallery.refuses.clipboard = true;
	});
	await button('Copy for IT').last().click();
	expect(await page.getByRole('textbox').inputValue()).toContain('Allow UDP 3478 outbound');
});

it('reaches everything by keyboard, with the focus in sight', async () => {
	await open('popup-one-blocked');
	const stops: string[] = [];
	for (let stop = 0; stop < 20; stop += 1) {
		await page.keyboard.press('Tab');
		const style = await page.evaluate(() => {
			const at = document.activeElement;
			return at && at !== document.body ? getComputedStyle(at).outlineStyle : 'none';
		});
		const name = (await focused()) ?? '';
		if (style === 'none') break;
		stops.push(name);
	}
	const expected = ['Settings', 'Copy for IT', 'Run again', 'Full report', 'Test again', 'Watch until open'];
	expect(stops).toEqual(expect.arrayContaining(expected));
	expect(stops.at(-1)).toContain('InGenius');
});

it('opens and closes a group by keyboard', async () => {
	await open('popup-all-good');
	const group = page.locator('[data-group="data"]');
	await group.locator('> summary').focus();
	await page.keyboard.press('Enter');
	expect(await group.getByText('Chat (participant service)').isVisible()).toBe(true);
	await page.keyboard.press('Space');
	expect(await group.getByText('Chat (participant service)').isVisible()).toBe(false);
});

it('tests again and watches the entry that is blocked', async () => {
	await open('popup-one-blocked');
	await button('Test again').click();
	await button('Watch until open').click();
	expect(await eventsOf(page)).toEqual(['test-again "connect.media.turn"', 'watch "connect.media.turn" true']);
	await page.evaluate(() => window.gallery.show('popup-watching'));
	expect(await button('Watching…').getAttribute('aria-pressed')).toBe('true');
	await button('Watching…').click();
	expect((await eventsOf(page)).at(-1)).toBe('watch "connect.media.turn" false');
});

it('cancels, and leaves the focus where the next step is', async () => {
	await open('popup-running');
	await page.getByText('Checking…', { exact: true }).first().click({ force: true });
	await button('Cancel').click();
	expect(await eventsOf(page)).toEqual(['cancel']);
	expect(await focused()).toBe('Checking…');
});

it('says the answer as it comes, opens what is blocked, and leaves open what the user opened', async () => {
	await open('popup-suspected');
	expect(await say()).toContain('Calls look blocked');
	expect(await page.locator('[data-entry="connect.media.turn"] > summary').textContent()).toContain(
		'Looks blocked, confirming…',
	);
	await page.locator('[data-group="ingenius"] > summary').click();
	await page.evaluate(() => window.gallery.show('popup-one-blocked'));
	expect(await say()).toContain('Calls will fail here');
	expect(await page.getByText('Rule to add').isVisible()).toBe(true);
	expect(await page.getByText('InGenius application').isVisible()).toBe(true);
});

it('tells the whole way to who cannot see it', async () => {
	await open('popup-one-blocked');
	const name = await page.getByRole('img').getAttribute('aria-label');
	expect(name).toContain('Amazon Connect (TCP 443): Open; Call audio (UDP 3478): Blocked');
});

it('offers to watch a page of another host, and says where the browser refuses', async () => {
	await open('popup-unwatched');
	await button('Watch this page').click();
	expect(await eventsOf(page)).toEqual(['watch-page https://crm.example.net']);
	expect(await page.getByRole('alert').textContent()).toContain('did not allow it');
});

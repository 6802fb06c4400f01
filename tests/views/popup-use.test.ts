import { expect, it } from 'vitest';
import { eventsOf } from './gallery.ts';
import { inGallery } from './in-gallery.ts';

const view = inGallery(380, 600);
const { button, open } = view;

const focused = () => view.page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
const say = () => view.page.getByRole('status').first().textContent();

it('asks again for what is missing, at its field, and loses nothing', async () => {
	await open('popup-first-run');
	await view.page.getByLabel('Instance alias').fill('acme');
	await button('Save and check').click();
	expect(await view.page.getByText('Choose the region of your instance.').isVisible()).toBe(true);
	expect(await focused()).toContain('Choose…');
	expect(await view.page.getByLabel('Instance alias').inputValue()).toBe('acme');
	expect(await eventsOf(view.page)).toEqual([]);
	await view.page.getByLabel('Region', { exact: true }).selectOption('eu-west-2');
	await button('Save and check').click();
	expect((await eventsOf(view.page))[0]).toContain('"alias":"acme","region":"eu-west-2"');
});

it('takes what open pages told as it is', async () => {
	await open('popup-suggestion');
	await button('Save and check').click();
	const [saved] = await eventsOf(view.page);
	expect(saved).toContain('"alias":"acme","region":"us-east-1","domain":"awsapps.com"');
	expect(saved).toContain('"ingenius":{"region":"us-west-2"');
});

it('hands IT the rule, and shows the text where the clipboard is refused', async () => {
	await open('popup-one-blocked');
	await button('Copy for IT').first().click();
	expect((await eventsOf(view.page))[0]).toContain('Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com');
	expect(await button('Copied').isVisible()).toBe(true);
	await view.page.evaluate(() => {
		window.gallery.refuses.clipboard = true;
	});
	await button('Copy for IT').last().click();
	expect(await view.page.getByRole('textbox').inputValue()).toContain('Allow UDP 3478 outbound');
});

it('reaches everything by keyboard, with the focus in sight', async () => {
	await open('popup-one-blocked');
	const stops: string[] = [];
	for (let stop = 0; stop < 20; stop += 1) {
		await view.page.keyboard.press('Tab');
		const style = await view.page.evaluate(() => {
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
	const group = view.page.locator('[data-group="data"]');
	await group.locator('> summary').focus();
	await view.page.keyboard.press('Enter');
	expect(await group.getByText('Chat (participant service)').isVisible()).toBe(true);
	await view.page.keyboard.press('Space');
	expect(await group.getByText('Chat (participant service)').isVisible()).toBe(false);
});

it('tests again and watches the entry that is blocked', async () => {
	await open('popup-one-blocked');
	await button('Test again').click();
	await button('Watch until open').click();
	expect(await eventsOf(view.page)).toEqual(['test-again "connect.media.turn"', 'watch "connect.media.turn" true']);
	await view.page.evaluate(() => window.gallery.show('popup-watching'));
	expect(await button('Watching…').getAttribute('aria-pressed')).toBe('true');
	await button('Watching…').click();
	expect((await eventsOf(view.page)).at(-1)).toBe('watch "connect.media.turn" false');
});

it('cancels, and leaves the focus where the next step is', async () => {
	await open('popup-running');
	await view.page.getByText('Checking…', { exact: true }).first().click({ force: true });
	await button('Cancel').click();
	expect(await eventsOf(view.page)).toEqual(['cancel']);
	expect(await focused()).toBe('Checking…');
});

it('says the answer as it comes, opens what is blocked, and leaves open what the user opened', async () => {
	await open('popup-suspected');
	expect(await say()).toContain('Calls look blocked');
	expect(await view.page.locator('[data-entry="connect.media.turn"] > summary').textContent()).toContain(
		'Looks blocked, confirming…',
	);
	await view.page.locator('[data-group="ingenius"] > summary').click();
	await view.page.evaluate(() => window.gallery.show('popup-one-blocked'));
	expect(await say()).toContain('Calls will fail here');
	expect(await view.page.getByText('Rule to add').isVisible()).toBe(true);
	expect(await view.page.getByText('InGenius application').isVisible()).toBe(true);
});

it('tells the whole way to who cannot see it', async () => {
	await open('popup-one-blocked');
	const name = await view.page.getByRole('img').getAttribute('aria-label');
	expect(name).toContain('Amazon Connect (TCP 443): Open; Call audio (UDP 3478): Blocked');
});

it('offers to watch a page of another host, and says where the browser refuses', async () => {
	await open('popup-unwatched');
	await button('Watch this page').click();
	expect(await eventsOf(view.page)).toEqual(['watch-page https://crm.example.net']);
	expect(await view.page.getByRole('alert').textContent()).toContain('did not allow it');
});

it('asks for hosts of the settings that no permission covers', async () => {
	await open('popup-ask-hosts');
	expect(await view.page.locator('.ask-hosts').textContent()).toContain('gateway.acme.example');
	await button('Allow').click();
	expect(await eventsOf(view.page)).toEqual(['permit ["https://gateway.acme.example:8443/"]']);
});

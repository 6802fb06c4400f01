import { expect, it } from 'vitest';
import { eventsOf } from './gallery.ts';
import { inGallery } from './in-gallery.ts';

const view = inGallery(900, 800);
const { button, open } = view;

const field = (name: string) => view.page.getByLabel(name, { exact: true });
const importFile = (settings: object) =>
	view.page.locator('#import').setInputFiles({
		name: 'acme.json',
		mimeType: 'application/json',
		buffer: Buffer.from(JSON.stringify(settings)),
	});

it('takes an endpoint, and says what is wrong with one', async () => {
	await open('options-filled');
	expect(await view.page.getByText('Nothing is sent.', { exact: true }).isVisible()).toBe(true);
	await field('Telemetry endpoint').fill('http://logs.example.com');
	await button('Save').click();
	await view.page.getByText('Must be https (http only on this computer itself).').first().waitFor();
	expect(await eventsOf(view.page)).toEqual([]);
	await field('Telemetry endpoint').fill('https://logs.example.com/');
	await field('Token').fill('abc');
	await field('How calls were set up').uncheck();
	await field('Check by itself').selectOption('Every 15 minutes');
	await button('Save').click();
	await view.page.getByText('Saved', { exact: true }).waitFor();
	expect((await eventsOf(view.page))[0]).toContain(
		'{"endpoint":"https://logs.example.com","token":"abc","calls":false,"intervalMinutes":15}',
	);
});

it('hides the token as it is typed, and leaves it out of an export', async () => {
	await open('options-sending');
	expect(await field('Token').getAttribute('type')).toBe('password');
	await button('Export as JSON').click();
	const [exported] = await eventsOf(view.page);
	expect(exported).toContain('https://logs.example.com');
	expect(exported).not.toContain('typed');
});

it('gives the token of one endpoint to no other that a file names, and keeps it where a file names none', async () => {
	await open('options-sending');
	await importFile({ connect: { alias: 'acme', region: 'us-east-1' } });
	await view.page.getByText('Read from acme.json').waitFor();
	expect(await field('Token').inputValue()).toBe('typed');
	await importFile({
		connect: { alias: 'acme', region: 'us-east-1' },
		telemetry: { endpoint: 'https://other.example' },
	});
	await view.page.waitForFunction(
		() => document.querySelector('input[type=password]')?.getAttribute('value') !== 'typed',
	);
	expect(await field('Telemetry endpoint').inputValue()).toBe('https://other.example');
	expect(await field('Token').inputValue()).toBe('');
});

it('says how sending stands, and what can be done', async () => {
	await open('options-sending');
	await view.page.getByText('On. Last sent 42 seconds ago.').waitFor();
	await button('Send a test event').click();
	await button('Pause').click();
	await open('options-waiting');
	await view.page.getByText('Waiting: busy or down (503). Next try in 3 minutes.').waitFor();
	await button('Try now').click();
	await button('Delete what is queued').click();
	expect(await eventsOf(view.page)).toEqual(['resume', 'clear']);
});

it("locks what policy sets, shows what goes along, and never the organisation's token", async () => {
	await open('options-telemetry-policy');
	expect(await field('Telemetry endpoint').getAttribute('readonly')).not.toBeNull();
	expect(await field('Check by itself').inputValue()).toBe('20');
	expect(await view.page.getByText('The name of your site, Lisbon').isVisible()).toBe(true);
	expect(await view.page.getByText('Your name, Ada').isVisible()).toBe(true);
	expect(await view.page.content()).not.toContain('of-the-organisation');
	expect(await field('Token').inputValue()).toBe('');
	expect(await button('Pause').count()).toBe(0);
	expect(await button('Delete what is queued').count()).toBe(0);
	await button('Try now').click();
	await field('Network').uncheck();
	await button('Save').click();
	await view.page.getByText('Saved', { exact: true }).waitFor();
	expect((await eventsOf(view.page)).at(-1)).toMatch(/^save \{"connect.*\} \{"network":false\}$/);
});

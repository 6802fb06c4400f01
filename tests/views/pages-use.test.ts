import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ReportSchema } from '../../core/report/schema.ts';
import { eventsOf } from './gallery.ts';
import { inGallery } from './in-gallery.ts';

const view = inGallery(900, 800);
const { button, open } = view;

const field = (name: string) => view.page.getByLabel(name, { exact: true });
const importFile = (text: string) =>
	view.page
		.locator('#import')
		.setInputFiles({ name: 'acme.json', mimeType: 'application/json', buffer: Buffer.from(text) });

it('marks what is wrong, leads there, and saves when it is right', async () => {
	await open('options-empty');
	await field('S3 bucket for attachments').fill('No Bucket');
	await field('Global Resiliency').check();
	await button('Save').click();
	expect(await view.page.getByRole('heading', { name: '4 fields need you' }).isVisible()).toBe(true);
	await view.page.getByRole('link', { name: 'Enter the instance id.' }).click();
	expect(await view.page.evaluate(() => document.activeElement?.id)).toBe('connect.globalResiliency.instanceId');
	await field('Global Resiliency').uncheck();
	await field('Instance alias').fill('acme');
	await field('Region').selectOption('us-east-1');
	await button('Save').click();
	expect(await view.page.getByText('Not a bucket name.').first().isVisible()).toBe(true);
	expect(await eventsOf(view.page)).toEqual([]);
	await field('S3 bucket for attachments').fill('connect-acme');
	await button('Save').click();
	await view.page.getByText('Saved', { exact: true }).waitFor();
	expect((await eventsOf(view.page))[0]).toContain('"alias":"acme","region":"us-east-1"');
});

it('keeps what was typed when it cannot be saved', async () => {
	await open('options-filled');
	await view.page.evaluate(() => {
		window.gallery.refuses.storage = true;
	});
	await field('Instance alias').fill('other');
	await button('Save').click();
	await view.page.getByText('Not saved: Error: no space left').waitFor();
	expect(await field('Instance alias').inputValue()).toBe('other');
});

it('exports, and imports only a file that is one', async () => {
	await open('options-filled');
	await field('Instance alias').fill('typed');
	await importFile('{"connect": {"alias": "acme", "region": "mars-1"}}');
	await view.page
		.getByText('Nothing changed. This is no settings file of Linecheck: connect.region: unknown region')
		.waitFor();
	expect(await field('Instance alias').inputValue()).toBe('typed');
	await button('Export as JSON').click();
	const exported = JSON.parse((await eventsOf(view.page))[0]?.replace('download "linecheck-settings.json" ', '') ?? '');
	await importFile(exported.replace('acme', 'other'));
	await view.page.getByText('Read from acme.json. Look it over, then save.').waitFor();
	expect(await field('Instance alias').inputValue()).toBe('other');
});

it('shows what policy sets as locked, keeps it through an import, and lists its errors', async () => {
	await open('options-policy');
	expect(await field('Region').isDisabled()).toBe(true);
	expect(await field('Region').inputValue()).toBe('us-east-1');
	expect(await field('We use InGenius').isDisabled()).toBe(true);
	expect(await view.page.getByText('conectAlias: unknown policy key').isVisible()).toBe(true);
	await importFile('{"connect": {"alias": "acme", "region": "eu-west-2"}}');
	await button('Save').click();
	await view.page.getByText('Saved', { exact: true }).waitFor();
	const saved = (await eventsOf(view.page))[0];
	expect(saved).toContain('"region":"us-east-1"');
	expect(saved).toContain('"ingenius":{"region":"us-west-2"');
});

it('hands out the report as JSON, as text and on paper', async () => {
	await open('report-many-blocked');
	await button('Download JSON').click();
	await button('Copy as text').click();
	await button('Print').click();
	const [download, copy, print] = await eventsOf(view.page);
	const [, name, json] = download?.match(/^download ("[^"]+") (.*)$/s) ?? [];
	expect(name).toBe('"linecheck-2026-11-21T09-14-07Z.json"');
	expect(v.is(ReportSchema, JSON.parse(JSON.parse(json ?? '')))).toBe(true);
	expect(copy).toContain('Signalling (CCP v2)');
	expect(print).toBe('print');
});

it('leads from a finding to the evidence it rests on', async () => {
	await open('report-one-blocked');
	const link = view.page.locator('[data-finding="turn-unanswered.all"] a').first();
	const number = await link.textContent();
	await link.click();
	expect(await view.page.locator('tr:target th').textContent()).toBe(number);
	expect(await view.page.locator('tr:target').textContent()).toContain('silent (turn-unanswered)');
});

it('prints without buttons and without what does not fit', async () => {
	await open('report-one-blocked');
	await view.page.emulateMedia({ media: 'print' });
	expect(await button('Download JSON').isVisible()).toBe(false);
	expect(await view.page.getByRole('table').first().isVisible()).toBe(true);
});

it('starts the first check from the welcome page', async () => {
	await open('welcome-first');
	await field('Instance alias').fill('https://acme.awsapps.com/connect/ccp-v2');
	await field('Region').selectOption('us-east-1');
	await button('Save and check').click();
	expect((await eventsOf(view.page))[0]).toContain('"domain":"awsapps.com"');
});

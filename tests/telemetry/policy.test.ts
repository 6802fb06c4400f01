import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	extensionDir,
	launchBrowser,
	type Page,
} from '../../lab/index.ts';
import { issue, makeAuthority } from '../../lab/net/certificates.ts';
import { OFFLINE, run, statusOf, until } from './driver.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

/** As docs/deployment.md says it. */
const PLACES: Readonly<Record<BrowserName, (settings: object) => Readonly<Record<string, unknown>>>> = {
	chromium: (settings) => ({ '3rdparty': { extensions: { gjnhhpohibdjcnonapmcmmmhnahnkbic: settings } } }),
	firefox: (settings) => ({ '3rdparty': { Extensions: { 'linecheck@linecheck.dev': settings } } }),
};

const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stdout.write('Skipped, telemetry by policy: setting a policy needs root.\n');

describe.runIf(isRoot).each(BROWSER_NAMES)('%s, set up by policy', (name) => {
	let folder: string;
	let endpoint: Endpoint;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'linecheck-policy-'));
		const authority = await makeAuthority(folder, 'authority', 'Acme');
		endpoint = await startEndpoint({ tls: await issue(folder, 'endpoint', authority, ['localhost']) });
		const policy = PLACES[name]({
			connectAlias: 'acme',
			connectRegion: 'us-east-1',
			telemetryEndpoint: endpoint.url,
			telemetryToken: 'of-the-organisation',
			telemetryCalls: false,
			telemetryNames: true,
			telemetryAgentName: 'Ada',
			telemetrySite: 'Lisbon',
			telemetryIntervalMinutes: 15,
		});
		const caFiles = [authority.certificate];
		browser = await launchBrowser(name, { extensionDir: extensionDir(name), policy, caFiles, ...OFFLINE });
		page = await browser.openExtensionPage('options.html');
	});
	afterAll(async () => {
		await browser?.close();
		await endpoint?.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('sends over https without a click, with site and name', async () => {
		const id = await run(page);
		await until('the run arrives', () => endpoint.records.some(({ uid }) => uid === `${id}:run`));
		const record = endpoint.records.find(({ uid }) => uid === `${id}:run`);
		expect(record?.token).toBe('of-the-organisation');
		expect(record?.texts).toMatchObject({
			'linecheck.policy.site': 'Lisbon',
			'linecheck.agent.name': 'Ada',
			'linecheck.interval': '{"intValue":"900"}',
		});
		await until('it is acknowledged', async () => (await statusOf(page)).status === 'ok');
	});

	it('keeps an event where the endpoint is down', async () => {
		endpoint.answer = (c) => c.json({}, 503);
		await run(page);
		await until('it waits', async () => (await statusOf(page)).queued > 0);
	});

	it('locks the fields, and shows the token nowhere', async () => {
		const shown = await page.evaluate(() => {
			const field = (id: string) => document.getElementById(id);
			const endpointField = field('telemetry.endpoint');
			const token = field('telemetry.token');
			return {
				html: document.documentElement.outerHTML,
				locked: endpointField instanceof HTMLInputElement && endpointField.readOnly,
				token: token instanceof HTMLInputElement ? token.value : 'none',
			};
		});
		expect(shown).toMatchObject({ locked: true, token: '' });
		expect(shown.html).not.toContain('of-the-organisation');
	});

	it('keeps the token out of everything that the extension stores', async () => {
		const stored = await page.evaluate(readStored);
		expect(stored).toContain('linecheck.run');
		expect(stored).toContain('lastReport');
		expect(stored).not.toContain('of-the-organisation');
	});
});

/** Runs in the extension's page: its storage and its outbox, as text. */
async function readStored(): Promise<string> {
	interface Extension {
		readonly storage: Record<'local' | 'session', { get(): Promise<object> }>;
	}
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { local, session } = (browser ?? chrome).storage;
	const database = await new Promise<IDBDatabase>((done, failed) => {
		const opening = indexedDB.open('linecheck-outbox');
		opening.onsuccess = () => done(opening.result);
		opening.onerror = () => failed(opening.error);
	});
	const all = (store: string) =>
		new Promise((done, failed) => {
			const reading = database.transaction(store).objectStore(store).getAll();
			reading.onsuccess = () => done(reading.result);
			reading.onerror = () => failed(reading.error);
		});
	return JSON.stringify([await local.get(), await session.get(), await all('events'), await all('state')]);
}

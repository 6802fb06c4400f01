import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createProfile, Browser as Kinds } from '@puppeteer/browsers';
import puppeteer, { type Page as PuppeteerPage } from 'puppeteer-core';
import * as v from 'valibot';
import { type FirefoxProcess, startFirefox } from './firefox-process.ts';
import { trust, trustAsBuiltIn } from './trust.ts';
import type { Browser, LaunchOptions, Page } from './types.ts';
import { wrapper } from './wrapper.ts';

/** Firefox draws this id at random for each profile; fixed, so that pages of the extension have a known address. */
const UUID = 'c8a4e2d6-5b1f-4f43-9f0e-1d9a4b7c3e52';

const Manifest = v.object({ browser_specific_settings: v.object({ gecko: v.object({ id: v.string() }) }) });

function geckoId(extensionDir: string): string {
	const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
	return v.parse(Manifest, manifest).browser_specific_settings.gecko.id;
}

function proxyPreferences(proxy: string | undefined) {
	if (proxy === undefined) return {};
	const [host = '', port] = proxy.split(':');
	const one = (kind: string) => ({ [`network.proxy.${kind}`]: host, [`network.proxy.${kind}_port`]: Number(port) });
	return { 'network.proxy.type': 1, ...one('http'), ...one('ssl'), 'network.proxy.no_proxies_on': '' };
}

/** A lab's names change at a switch; Firefox would hear of the new network only a second later. */
const FORGETFUL = { 'network.dnsCacheExpiration': 0, 'network.dnsCacheExpirationGracePeriod': 0 };

function preferences(options: LaunchOptions) {
	return {
		'extensions.webextensions.uuids': JSON.stringify({ [geckoId(options.extensionDir)]: UUID }),
		// As every user's Firefox has it; the driver's default profile turns these off.
		'network.captive-portal-service.enabled': true,
		'network.manage-offline-status': true,
		// Names go to the machine's resolver, which is the one under test.
		'network.trr.mode': 5,
		// Firefox wants built-in roots' certificates logged in public (Certificate Transparency); a lab's cannot be.
		...(options.builtInRoots ? { 'security.pki.certificate_transparency.mode': 0 } : {}),
		...(options.netns ? FORGETFUL : {}),
		...proxyPreferences(options.proxy),
		...options.prefs,
	};
}

function wrapPage(page: PuppeteerPage): Page {
	return {
		evaluate: (run, argument) => page.evaluate(run as (argument: unknown) => never, argument),
		click: (selector) => page.click(selector),
		waitFor: async (selector, timeout = 10_000) => void (await page.waitForSelector(selector, { timeout })),
		goto: async (url) => goto(page, url),
		screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
		setViewport: (width, height) => page.setViewport({ width, height }),
		setDark: (dark) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
		close: () => page.close(),
	};
}

/** Puppeteer never learns that a page of an extension has loaded: its navigation is not waited for. */
async function goto(page: PuppeteerPage, url: string): Promise<void> {
	if (!url.startsWith('moz-extension:')) return void (await page.goto(url));
	page.goto(url).catch(() => undefined);
	const loaded = (wanted: string) => location.href === wanted && document.readyState === 'complete';
	for (let waited = 0; waited < 10_000; waited += 50) {
		if (await page.evaluate(loaded, url).catch(() => false)) return;
		await delay(50);
	}
	throw new Error(`${url} did not load`);
}

async function start(folder: string, options: LaunchOptions) {
	const profile = join(folder, 'profile');
	await createProfile(Kinds.FIREFOX, { path: profile, preferences: preferences(options) });
	await trust(profile, options.caFiles ?? []);
	await trustAsBuiltIn(profile, options.builtInRoots ?? []);
	const program = await wrapper({ name: 'firefox', folder, netns: options.netns, policy: options.policy });
	const display = options.headed ? [] : ['--headless'];
	const remote = ['--remote-debugging-port=0', '-remote-allow-system-access'];
	const args = ['--no-remote', '--profile', profile, ...display, ...remote, 'about:blank'];
	return startFirefox({ program, args, folder, netns: options.netns });
}

async function connect({ endpoint, headers }: FirefoxProcess, extensionDir: string) {
	const browser = await puppeteer.connect({ browserWSEndpoint: endpoint, headers, protocol: 'webDriverBiDi' });
	await browser.installExtension(extensionDir);
	return browser;
}

/** Starts Firefox with the extension in it; everything it writes goes into a folder that `close` removes. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-firefox-'));
	const firefox = await start(folder, options);
	const close = async () => {
		await firefox.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	};
	const browser = await connect(firefox, options.extensionDir).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const open = async (url: string) => {
		const page = await browser.newPage();
		await goto(page, url);
		return wrapPage(page);
	};
	const extensionUrl = `moz-extension://${UUID}/`;
	return {
		name: 'firefox',
		version: (await browser.version()).replace(/^firefox\//i, ''),
		extensionUrl,
		openExtensionPage: (path) => open(new URL(path, extensionUrl).href),
		openPage: open,
		closed: firefox.ended,
		async close() {
			await browser.close().catch(() => undefined);
			await close();
		},
	};
}

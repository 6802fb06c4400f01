import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProfile, Browser as Kinds } from '@puppeteer/browsers';
import puppeteer from 'puppeteer-core';
import * as v from 'valibot';
import { endEventPage, untilInstalled } from './firefox-inside.ts';
import { type FirefoxProcess, startFirefox } from './firefox-process.ts';
import { goto, wrapPage } from './puppeteer-page.ts';
import { trust, trustAsBuiltIn } from './trust.ts';
import type { Browser, LaunchOptions } from './types.ts';
import { wrapper } from './wrapper.ts';

/** Firefox draws this id at random for each profile; fixed, so that pages of the extension have a known address. */
const UUID = 'c8a4e2d6-5b1f-4f43-9f0e-1d9a4b7c3e52';

const Manifest = v.object({ browser_specific_settings: v.object({ gecko: v.object({ id: v.string() }) }) });
const Policy = v.object({ ExtensionSettings: v.record(v.string(), v.unknown()) });

/** Of the extension that is loaded, or that policy installs. */
function geckoId({ extensionDir, policy }: LaunchOptions): string {
	if (extensionDir === undefined) return Object.keys(v.parse(Policy, policy).ExtensionSettings)[0] ?? '';
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
		'extensions.webextensions.uuids': JSON.stringify({ [geckoId(options)]: UUID }),
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

async function connect({ endpoint, headers }: FirefoxProcess, options: LaunchOptions) {
	const browser = await puppeteer.connect({ browserWSEndpoint: endpoint, headers, protocol: 'webDriverBiDi' });
	if (options.extensionDir !== undefined) await browser.installExtension(options.extensionDir);
	const id = geckoId(options);
	await untilInstalled(browser, id);
	return { browser, endBackground: () => endEventPage(browser, id) };
}

/** Starts Firefox with the extension in it; everything it writes goes into a folder that `close` removes. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
	const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'linecheck-firefox-'));
	const firefox = await start(folder, options);
	const close = async () => {
		await firefox.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	};
	const { browser, endBackground } = await connect(firefox, options).catch(async (error: unknown) => {
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
		endBackground,
		closed: firefox.ended,
		async close() {
			await browser.close().catch(() => undefined);
			await close();
		},
	};
}

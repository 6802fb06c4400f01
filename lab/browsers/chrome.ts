import puppeteer, { type Browser as PuppeteerBrowser } from 'puppeteer-core';
import { endWorker, setUpChromium } from './chromium-setup.ts';
import { wrapPage } from './puppeteer-page.ts';
import type { Browser, LaunchOptions } from './types.ts';

const WORKER_MS = 15_000;

async function extensionUrl(browser: PuppeteerBrowser): Promise<string> {
	const isWorker = (target: { type(): string; url(): string }) =>
		target.type() === 'service_worker' && target.url().startsWith('chrome-extension:');
	const worker = await browser.waitForTarget(isWorker, { timeout: WORKER_MS });
	return new URL('/', worker.url()).href;
}

/**
 * Starts Chrome or Edge, which ignore `--load-extension`: the extension is loaded over the debugging pipe instead
 * (chromedevtools.github.io/devtools-protocol/tot/Extensions/#method-loadUnpacked).
 */
export async function launchChrome(options: LaunchOptions): Promise<Browser> {
	const { executablePath, profile, args, withoutArgs, env, remove } = await setUpChromium(options);
	const browser = await puppeteer.launch({
		executablePath,
		userDataDir: profile,
		args: [...args],
		ignoreDefaultArgs: [...withoutArgs],
		env,
		pipe: true,
		enableExtensions: options.extensionDir === undefined ? true : [options.extensionDir],
		headless: !options.headed,
		defaultViewport: null,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	const close = async () => {
		await browser.close();
		await remove();
	};
	const base = await extensionUrl(browser).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const open = async (url: string) => {
		const page = await browser.newPage();
		await page.goto(url);
		return wrapPage(page);
	};
	return {
		name: 'chromium',
		version: (await browser.version()).replace(/^\w+\//, ''),
		extensionUrl: base,
		openExtensionPage: (path) => open(new URL(path, base).href),
		openPage: open,
		endBackground: async () => endWorker(await browser.target().createCDPSession(), base),
		closed: new Promise((resolve) => browser.on('disconnected', () => resolve())),
		close,
	};
}

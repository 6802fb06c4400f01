import { type BrowserContext, chromium, type Page as PlaywrightPage } from 'playwright-core';
import { launchChrome } from './chrome.ts';
import { type ChromiumSetup, endWorker, setUpChromium } from './chromium-setup.ts';
import { browserProgram } from './programs.ts';
import type { Browser, LaunchOptions, Page } from './types.ts';

function wrapPage(page: PlaywrightPage): Page {
	return {
		evaluate: (run, argument) => page.evaluate(run as (argument: unknown) => never, argument),
		runScript: async (source) => void (await page.evaluate(source)),
		click: (selector) => page.click(selector),
		press: (key) => page.keyboard.press(key),
		waitFor: async (selector, timeout = 10_000) => void (await page.waitForSelector(selector, { timeout })),
		goto: async (url) => void (await page.goto(url)),
		screenshot: async (path) => void (await page.screenshot({ path })),
		setViewport: (width, height) => page.setViewportSize({ width, height }),
		setDark: (dark) => page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' }),
		close: () => page.close(),
	};
}

async function extensionUrl(context: BrowserContext): Promise<string> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
	return new URL('/', worker.url()).href;
}

function launchContext({ executablePath, profile, args, withoutArgs, env }: ChromiumSetup, options: LaunchOptions) {
	const { extensionDir: dir, headed } = options;
	const extension = dir === undefined ? [] : [`--disable-extensions-except=${dir}`, `--load-extension=${dir}`];
	return chromium.launchPersistentContext(profile, {
		headless: !headed,
		executablePath,
		ignoreDefaultArgs: [...withoutArgs],
		args: [...args, ...extension],
		env,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}

/** Starts Chromium with the extension in it; everything it writes goes into a folder that `close` removes. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
	if (browserProgram('chromium').branded) return launchChrome(options);
	const setup = await setUpChromium(options);
	const context = await launchContext(setup, options);
	const close = async () => {
		await context.close();
		await setup.remove();
	};
	const base = await extensionUrl(context).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const open = async (url: string) => {
		const page = await context.newPage();
		await page.goto(url);
		return wrapPage(page);
	};
	return {
		name: 'chromium',
		version: context.browser()?.version() ?? '',
		extensionUrl: base,
		openExtensionPage: (path) => open(new URL(path, base).href),
		openPage: open,
		endBackground: async () => {
			const session = await context.browser()?.newBrowserCDPSession();
			if (session) await endWorker(session, base);
		},
		closed: new Promise((resolve) => context.on('close', () => resolve())),
		close,
	};
}

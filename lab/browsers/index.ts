import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { Browser, BrowserName, LaunchOptions } from './types.ts';

/** Starts a browser with the extension in it. */
export function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<Browser> {
	return name === 'firefox' ? launchFirefox(options) : launchChromium(options);
}

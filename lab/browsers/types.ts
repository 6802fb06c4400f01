import type { Policy } from '../net/effects.ts';

export const BROWSER_NAMES = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSER_NAMES)[number];

/** How to start a browser with the extension in it; outside a lab without `netns`. */
export interface LaunchOptions {
	/** Folder of the built extension; without it the policy installs one. */
	readonly extensionDir?: string | undefined;
	/** Network namespace to run in. */
	readonly netns?: string | undefined;
	/** Certificate authorities to trust besides the browser's own, as an administrator installs them. */
	readonly caFiles?: readonly string[];
	/** Certificate authorities to trust as the browser's own; only Firefox tells extensions the difference. */
	readonly builtInRoots?: readonly string[];
	/** Where its profile is kept while it runs: a lab's own folder is swept after a crash. By default the system's. */
	readonly folder?: string;
	readonly headed?: boolean;
	/** Explicit proxy, `host:port`. */
	readonly proxy?: string | undefined;
	/** Enterprise policy, as an administrator would install it. Needs root. */
	readonly policy?: Policy | undefined;
	/** Firefox preferences. */
	readonly prefs?: Readonly<Record<string, string | number | boolean>>;
	/** Chromium arguments. */
	readonly args?: readonly string[];
}

/** A page of the extension or of the web. */
export interface Page {
	/** Runs a function in the page. What goes in and comes out is JSON. */
	evaluate<T, A = undefined>(run: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
	/** Runs a whole script in the page, whatever its content security policy says. */
	runScript(source: string): Promise<void>;
	click(selector: string): Promise<void>;
	/** Presses a key as on a keyboard: `Tab`, `Enter`, `Escape`. */
	press(key: 'Tab' | 'Enter' | 'Space' | 'Escape'): Promise<void>;
	/** Waits until the selector is there. Throws after `timeoutMs`. */
	waitFor(selector: string, timeoutMs?: number): Promise<void>;
	goto(url: string): Promise<void>;
	screenshot(path: string): Promise<void>;
	setViewport(width: number, height: number): Promise<void>;
	setDark(dark: boolean): Promise<void>;
	close(): Promise<void>;
}

export interface Browser {
	readonly name: BrowserName;
	readonly version: string;
	/** `chrome-extension://ID/` or `moz-extension://UUID/`. */
	readonly extensionUrl: string;
	/** Opens a page of the extension in a tab: `popup.html`. */
	openExtensionPage(path: string): Promise<Page>;
	openPage(url: string): Promise<Page>;
	/** Ends the extension's service worker or event page, as the browser does when it is idle; its pages stay. */
	endBackground(): Promise<void>;
	/** Ends when the user closes the browser. */
	readonly closed: Promise<void>;
	close(): Promise<void>;
}

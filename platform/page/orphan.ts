import { browser } from 'wxt/browser';

/** The extension was updated or removed while this page stood: Chromium leaves the script running with nobody to talk to. */
export function isOrphan(): boolean {
	return browser.runtime?.id === undefined;
}

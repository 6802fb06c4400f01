import { browser } from 'wxt/browser';
import type { Runner } from './runner.ts';
import { getSettings } from './settings.ts';

/**
 * First install: a first run where policy already says what to check, else the page that asks for it. Nothing opens by
 * itself on a browser that an administrator has installed it on.
 */
export async function welcome(runner: Runner): Promise<void> {
	const [{ profile }, { installType }] = await Promise.all([getSettings(), browser.management.getSelf()]);
	if (profile?.connect) return runner.start({ trigger: 'install' });
	if (installType === 'admin') return;
	await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

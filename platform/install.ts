import { browser } from 'wxt/browser';
import type { Runner } from './runner.ts';
import { getSettings } from './settings.ts';
import { lastReportItem } from './storage.ts';

/**
 * First install: a first run where policy already says what to check, else the page that asks for it. Nothing opens by
 * itself on a browser that an administrator has installed it on. Must run synchronously when the background starts.
 */
export function registerInstall(runner: Runner): void {
	browser.runtime.onInstalled.addListener(({ reason }) => {
		if (reason === 'install') void welcome(runner);
	});
	// Chromium hands the policy over only after the installation (156).
	browser.storage.onChanged.addListener((_, area) => {
		if (area === 'managed') void firstRun(runner);
	});
}

async function welcome(runner: Runner): Promise<void> {
	const [started, { installType }] = await Promise.all([firstRun(runner), browser.management.getSelf()]);
	if (started || installType === 'admin') return;
	await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

/** False where it is not known what to check. Later policies start nothing: there is a report then. */
async function firstRun(runner: Runner): Promise<boolean> {
	const [{ profile }, report] = await Promise.all([getSettings(), lastReportItem.getValue()]);
	if (!profile?.connect) return false;
	if (!report) void runner.start({ trigger: 'install' });
	return true;
}

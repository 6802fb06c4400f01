import { browser } from 'wxt/browser';
import type { Where } from '../core/incident/types.ts';
import { endCalls } from './call.ts';
import { registerCcpFrames } from './ccp-frames.ts';
import { createIncidents } from './incidents.ts';
import { injectOpenTabs, injectOtherHosts } from './inject.ts';
import { onMessage } from './messages.ts';
import { registerPageRequests } from './page-requests.ts';
import type { Runner } from './runner.ts';
import { registerSalesforceCors } from './salesforce-cors.ts';
import { forgetOldHosts } from './traffic.ts';

interface Sender {
	readonly tab?: { readonly id?: number | undefined } | undefined;
	readonly frameId?: number | undefined;
}

/** Everything about pages: listeners first, since an event that wakes the worker must find them. */
export function registerPageWatch(runner: Runner): void {
	const incidents = createIncidents(runner);
	const inTab = (tab: number | undefined) => (tab === undefined ? undefined : { tab, frame: 0 });
	registerPageRequests(
		(hints, tab) => void incidents.notice(hints, inTab(tab)),
		(host) => void incidents.opened(host),
	);
	registerSalesforceCors((hints, tab) => void incidents.notice(hints, inTab(tab)));
	registerCcpFrames(
		(hints, where) => void incidents.notice(hints, where),
		(where) => void incidents.acknowledged(where),
	);
	onMessage('pageSignals', ({ data, sender }) => {
		const where = placeOf(sender);
		if (where) return incidents.signals(data, where);
	});
	onMessage('cardAction', ({ data: { incident, action } }) => {
		if (action === 'details') return openReport();
		return incidents.command(incident, action);
	});
	browser.tabs.onRemoved.addListener((tab) => void endCalls(tab));
	browser.runtime.onInstalled.addListener(() => void injectOpenTabs());
	browser.permissions.onAdded.addListener(() => void injectOtherHosts());
	void forgetOldHosts();
}

function placeOf({ tab, frameId }: Sender): Where | undefined {
	return tab?.id === undefined ? undefined : { tab: tab.id, frame: frameId ?? 0 };
}

async function openReport(): Promise<void> {
	await browser.tabs.create({ url: browser.runtime.getURL('/report.html') });
}

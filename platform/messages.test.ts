import { expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onOwnMessage } from './messages.ts';

const ask = (url: string | undefined) =>
	fakeBrowser.runtime.onMessage.trigger({ id: 1, type: 'cancelRun', data: undefined, timestamp: 0 }, { url });

it('hears its own pages and its worker, and no page of the web', async () => {
	const handle = vi.fn();
	onOwnMessage('cancelRun', handle);
	await ask(browser.runtime.getURL('/'));
	expect(handle).toHaveBeenCalledTimes(1);
	await ask('https://acme.my.connect.aws/ccp-v2');
	await ask(undefined);
	expect(handle).toHaveBeenCalledTimes(1);
});

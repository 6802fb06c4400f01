import { expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onOwnMessage } from './messages.ts';

const ask = (sender: { readonly url?: string }) =>
	fakeBrowser.runtime.onMessage.trigger({ id: 1, type: 'cancelRun', data: undefined, timestamp: 0 }, sender);

it('hears its own pages and its worker, and no page of the web', async () => {
	const handle = vi.fn();
	onOwnMessage('cancelRun', handle);
	await ask({ url: browser.runtime.getURL('/') });
	expect(handle).toHaveBeenCalledTimes(1);
	await ask({ url: 'https://acme.my.connect.aws/ccp-v2' });
	await ask({});
	expect(handle).toHaveBeenCalledTimes(1);
});

import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Hint } from '../core/incident/types.ts';
import { type PageRequest, registerPageRequests } from './page-requests.ts';
import { profileItem } from './storage.ts';

type Listener = (details: PageRequest) => void;
const listeners: Record<string, Listener> = {};
const event = (name: string) => ({
	addListener: (listener: Listener) => {
		listeners[name] = listener;
	},
});
const noticed: Hint[] = [];

beforeEach(async () => {
	fakeBrowser.reset();
	noticed.length = 0;
	const names = ['onBeforeRequest', 'onHeadersReceived', 'onErrorOccurred'];
	Object.assign(fakeBrowser, { webRequest: Object.fromEntries(names.map((name) => [name, event(name)])) });
	await profileItem.setValue({ ingenius: { region: 'us-west-2', gateway: 'https://gateway.acme.example/' } });
	registerPageRequests(
		(hints) => noticed.push(...hints),
		() => undefined,
	);
});

const gateway = {
	requestId: '1',
	url: 'https://gateway.acme.example/poll',
	tabId: 1,
	frameId: 0,
	type: 'xmlhttprequest',
};
const initiator = 'https://app.us-west-2.ingenius.com';

it.each(['net::ERR_NETWORK_CHANGED', 'net::ERR_INTERNET_DISCONNECTED', 'net::ERR_ABORTED'])(
	'says nothing of the gateway at %s',
	async (error) => {
		listeners.onErrorOccurred?.({ ...gateway, initiator, error });
		listeners.onErrorOccurred?.({ ...gateway, initiator, error: 'net::ERR_FAILED' });
		await vi.waitFor(() => expect(noticed).not.toEqual([]));
		expect(noticed).toEqual([{ source: 'request', kind: 'request-failed', entries: ['ingenius.gateway'] }]);
	},
);

it('names how the network failed a request', async () => {
	listeners.onErrorOccurred?.({ ...gateway, initiator, error: 'net::ERR_CONNECTION_REFUSED' });
	await vi.waitFor(() => expect(noticed).toMatchObject([{ code: 'tcp-refused' }]));
});

it('takes a web socket that nobody saw begin for a lost one, and one that begins and fails for a failed one', async () => {
	const url = 'wss://x7.transport.connect.us-east-1.amazonaws.com/';
	const socket = {
		...gateway,
		type: 'websocket',
		url,
		initiator: 'https://acme.my.connect.aws',
		error: 'net::ERR_FAILED',
	};
	listeners.onErrorOccurred?.(socket);
	await vi.waitFor(() => expect(noticed).toEqual([{ source: 'request', kind: 'web-socket-lost' }]));
	listeners.onBeforeRequest?.(socket);
	listeners.onErrorOccurred?.(socket);
	await vi.waitFor(() => expect(noticed).toHaveLength(2));
	expect(noticed[1]).toEqual({
		source: 'request',
		kind: 'request-failed',
		urls: [url],
		entries: ['connect.transport'],
	});
});

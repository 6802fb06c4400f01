import { browser } from 'wxt/browser';
import type { SeenRequest } from '../core/evidence/request.ts';
import type { RequestWatch } from '../probes/https.ts';

interface Watched {
	seen: SeenRequest;
	readonly settle: () => void;
}

interface Details {
	readonly url: string;
	readonly tabId: number;
	readonly initiator?: string;
	readonly originUrl?: string;
	readonly ip?: string | null;
	readonly statusCode?: number;
	readonly error?: string;
	readonly responseHeaders?: readonly { readonly name: string; readonly value?: string }[];
	readonly proxyInfo?: { readonly type: string } | null;
}

/** Every host that we may see: the host permissions decide which requests the browser shows. */
const FILTER = { urls: ['<all_urls>'], types: ['xmlhttprequest', 'other'] } satisfies {
	urls: string[];
	types: string[];
};

const watched = new Map<string, Set<Watched>>();

/** Registers the listeners; must run synchronously when the background starts. Only our own requests are read. */
export function registerRequestLog(): void {
	const { onHeadersReceived, onResponseStarted, onBeforeRedirect, onErrorOccurred } = browser.webRequest;
	onHeadersReceived.addListener((details) => note(details, false), FILTER, ['responseHeaders']);
	// The address is known only here; a redirect that is not followed has no response start.
	onResponseStarted.addListener((details) => note(details, true), FILTER);
	onBeforeRedirect.addListener((details) => note(details, true), FILTER);
	onErrorOccurred.addListener((details) => note(details, true), FILTER);
}

/** Watches our own requests for this URL until `stop`. */
export function watchRequest(url: string): RequestWatch {
	const { promise, resolve } = Promise.withResolvers<void>();
	const entry: Watched = { seen: {}, settle: resolve };
	const key = new URL(url).href;
	const set = watched.get(key) ?? new Set();
	watched.set(key, set.add(entry));
	return {
		settled: promise,
		seen: () => entry.seen,
		stop: () => {
			set.delete(entry);
			if (set.size === 0) watched.delete(key);
		},
	};
}

function note(details: Details, settles: boolean): undefined {
	if (!ours(details)) return;
	for (const entry of watched.get(details.url) ?? []) {
		entry.seen = { ...entry.seen, ...read(details) };
		if (settles) entry.settle();
	}
}

function ours({ tabId, initiator, originUrl }: Details): boolean {
	const origin = initiator ?? originUrl ?? '';
	return tabId === -1 && browser.runtime.getURL('/').startsWith(origin.replace(/\/$/, '')) && origin !== '';
}

function read(details: Details): SeenRequest {
	const { statusCode, ip, error, responseHeaders, proxyInfo } = details;
	return {
		// An error comes after headers when we do not read the body: then the answer stands.
		...(statusCode !== undefined && error === undefined && { status: statusCode }),
		...(ip && { ip }),
		...(error !== undefined && { error }),
		...(proxyInfo && { viaProxy: proxyInfo.type !== 'direct' }),
		...(responseHeaders && { headers: lowerCase(responseHeaders) }),
	};
}

function lowerCase(headers: NonNullable<Details['responseHeaders']>): Record<string, string> {
	return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value ?? '']));
}

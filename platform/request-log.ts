import { browser } from 'wxt/browser';
import type { SeenRequest } from '../core/evidence/request.ts';
import type { RequestWatch } from '../probes/watch.ts';
import { registerCertificates } from './certificates.ts';

interface Watched {
	seen: SeenRequest;
	settle: () => void;
}

/** What Chromium and Firefox tell of a request; `originUrl` and `proxyInfo` only Firefox, `initiator` only Chromium. */
interface Details {
	readonly url: string;
	readonly tabId: number;
	readonly initiator?: string | undefined;
	readonly originUrl?: string | undefined;
	readonly ip?: string | null | undefined;
	readonly statusCode?: number;
	readonly error?: string;
	readonly redirectUrl?: string;
	readonly responseHeaders?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
	readonly proxyInfo?: { readonly type: string } | null;
}

const watched = new Map<string, Set<Watched>>();

/** Registers the listeners; must run synchronously when the background starts. Only our own requests are read. */
export function registerRequestLog(): void {
	// Every host that we may see: the host permissions decide which requests the browser shows.
	const filter: Parameters<typeof browser.webRequest.onErrorOccurred.addListener>[1] = {
		urls: ['<all_urls>'],
		types: ['xmlhttprequest', 'websocket', 'other'],
	};
	const { onHeadersReceived, onResponseStarted, onBeforeRedirect, onErrorOccurred } = browser.webRequest;
	onHeadersReceived.addListener((details) => note(details, false), filter, ['responseHeaders']);
	// The address is known only here; a redirect that is not followed has no response start.
	onResponseStarted.addListener((details) => note(details, true), filter);
	onBeforeRedirect.addListener((details) => note(details, true), filter);
	onErrorOccurred.addListener((details) => note(details, true), filter);
	if (import.meta.env.FIREFOX) registerCertificates((url, certificate) => write(url, { certificate }, false));
}

/** Watches our own requests for this URL until `stop`. */
export function watchRequest(url: string): RequestWatch {
	const entry: Watched = { seen: {}, settle: () => undefined };
	const settled = new Promise<void>((resolve) => {
		entry.settle = resolve;
	});
	const key = new URL(url).href;
	const set = watched.get(key) ?? new Set();
	watched.set(key, set.add(entry));
	return {
		settled,
		seen: () => entry.seen,
		stop: () => {
			set.delete(entry);
			if (set.size === 0) watched.delete(key);
		},
	};
}

function note(details: Details, settles: boolean): undefined {
	if (ours(details)) write(details.url, read(details), settles);
}

function write(url: string, seen: SeenRequest, settles: boolean): void {
	for (const entry of watched.get(url) ?? []) {
		entry.seen = { ...entry.seen, ...seen, headers: { ...entry.seen.headers, ...seen.headers } };
		if (settles) entry.settle();
	}
}

function ours({ tabId, initiator, originUrl }: Details): boolean {
	const self = browser.runtime.getURL('/').slice(0, -1);
	return tabId === -1 && (initiator ?? originUrl ?? '').startsWith(self);
}

function read(details: Details): SeenRequest {
	const { statusCode, ip, error, redirectUrl, responseHeaders, proxyInfo } = details;
	return {
		// An error comes after headers when we do not read the body: then the answer stands.
		...(statusCode !== undefined && error === undefined && { status: statusCode }),
		...(ip && { ip }),
		...(error !== undefined && { error }),
		...(proxyInfo && { viaProxy: proxyInfo.type !== 'direct' }),
		// A redirect of the browser's own making has no headers.
		...(redirectUrl !== undefined && { headers: { location: redirectUrl } }),
		...(responseHeaders && { headers: lowerCase(responseHeaders) }),
	};
}

function lowerCase(headers: NonNullable<Details['responseHeaders']>): Record<string, string> {
	return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value ?? '']));
}

import { browser } from 'wxt/browser';
import type { SeenRequest } from '../core/evidence/request.ts';
import type { RequestWatch } from '../probes/watch.ts';
import { registerCertificates } from './certificates.ts';

interface Watched {
	/** The browser's name for the request, once it has begun. */
	requestId?: string;
	seen: SeenRequest;
	settle: () => void;
}

/** What Chromium and Firefox tell of a request; `originUrl` and `proxyInfo` only Firefox, `initiator` only Chromium. */
interface Details {
	readonly requestId: string;
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
	const { onBeforeRequest, onHeadersReceived, onResponseStarted, onBeforeRedirect, onErrorOccurred } =
		browser.webRequest;
	onBeforeRequest.addListener((details) => claim(details), filter);
	onHeadersReceived.addListener((details) => note(details, false), filter, ['responseHeaders']);
	// The address is known only here; a redirect that is not followed has no response start.
	onResponseStarted.addListener((details) => note(details, true), filter);
	onBeforeRedirect.addListener((details) => note(details, true), filter);
	onErrorOccurred.addListener((details) => note(details, true), filter);
	if (import.meta.env.FIREFOX) registerCertificates((request, certificate) => write(request, { certificate }, false));
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

/**
 * A request that begins is the eldest watcher's that has none. By its id alone: what is left of an earlier attempt at
 * the same URL comes later than the next attempt's start, and would be taken for its answer.
 */
function claim(details: Details): undefined {
	if (!ours(details)) return;
	const free = [...(watched.get(details.url) ?? [])].find(({ requestId }) => requestId === undefined);
	if (free) free.requestId = details.requestId;
}

function note(details: Details, settles: boolean): undefined {
	if (ours(details)) write(details, read(details), settles);
}

type Begun = Pick<Details, 'requestId' | 'url'>;

function write({ requestId, url }: Begun, seen: SeenRequest, settles: boolean): void {
	const entry = [...(watched.get(url) ?? [])].find((one) => one.requestId === requestId);
	if (!entry) return;
	entry.seen = { ...entry.seen, ...seen, headers: { ...entry.seen.headers, ...seen.headers } };
	if (settles) entry.settle();
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

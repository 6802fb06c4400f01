import { browser } from 'wxt/browser';
import { classifyRequest } from '../core/evidence/classify.ts';
import type { FailureCode } from '../core/ids.ts';
import { isCcpOrigin, pageHost } from '../core/incident/hosts.ts';
import { observe, observedUrl } from '../core/incident/observe.ts';
import type { Hint } from '../core/incident/types.ts';
import { BROWSER } from './environment.ts';
import { createHandshakes } from './handshakes.ts';
import { getSettings } from './settings.ts';
import { learnHost } from './traffic.ts';

/** Hosts of the catalog that pages use; Salesforce's own traffic is none of ours. */
const WATCHED: readonly string[] = [
	'*.my.connect.aws',
	'*.awsapps.com',
	'*.govcloud.connect.aws',
	'*.static.connect.aws',
	'*.sign-in.connect.aws',
	'*.region-discovery.connect.aws',
	'*.connect.aws.a2z.com',
	'*.amazonaws.com',
	'*.cloudfront.net',
	'*.signin.aws',
	'*.chime.aws',
	'*.amazoncognito.com',
	'*.ingenius.com',
	'cdnjs.cloudflare.com',
];
const FILTER = { urls: WATCHED.flatMap((host) => [`https://${host}/*`, `wss://${host}/*`]) };

/** What both browsers tell of a request. */
export interface PageRequest {
	readonly requestId: string;
	readonly url: string;
	readonly tabId: number;
	readonly frameId: number;
	readonly type: string;
	/** Chromium, and Firefox's word for the same. */
	readonly initiator?: string | undefined;
	readonly originUrl?: string | undefined;
	readonly error?: string | undefined;
}

export type Noticing = (hints: readonly Hint[], tab: number | undefined) => void;

/** Learns hosts from the pages' own traffic, and notices what of it fails. Must run synchronously at the start. */
export function registerPageRequests(onNotice: Noticing, onOpened: (host: string) => void): void {
	const { onBeforeRequest, onHeadersReceived, onErrorOccurred } = browser.webRequest;
	// What the page asks for is known to exist, whatever becomes of the request.
	onBeforeRequest.addListener((details) => {
		if (details.type === 'websocket') sockets.begin(details.requestId);
		void learnFrom(details);
		return undefined;
	}, FILTER);
	onHeadersReceived.addListener((details) => noteOpenSocket(details, onOpened), { ...FILTER, types: ['websocket'] });
	// The gateway's host is the customer's own: of all others we are shown only what a permission covers.
	onErrorOccurred.addListener((details) => void noticeFailure(details, onNotice), {
		urls: [...FILTER.urls, 'https://*/*'],
	});
}

const sockets = createHandshakes();

function noteOpenSocket(details: PageRequest & { statusCode: number }, onOpened: (host: string) => void): undefined {
	if (details.statusCode !== 101 || isOurs(details)) return;
	sockets.end(details.requestId);
	onOpened(new URL(details.url).hostname);
}

/** The origin of the page that made a request; a frame's or tab's own document speaks for itself. */
export function originOf({ initiator, originUrl, type, url }: PageRequest): string {
	const from = initiator ?? originUrl;
	if (type === 'main_frame' || from === undefined || !URL.canParse(from)) return new URL(url).origin;
	return new URL(from).origin;
}

/** Of a CCP's traffic the Connect entries are learned, of an InGenius or Salesforce page's its own. */
function entriesOf(details: PageRequest): ReturnType<typeof observe> {
	const seen = observe(details.url);
	const origin = originOf(details);
	const host = pageHost(new URL(origin).hostname);
	const connect = isCcpOrigin(origin) || (details.type === 'sub_frame' && isCcpOrigin(new URL(details.url).origin));
	const crm = host === 'ingenius' || host === 'salesforce';
	const entries = (seen?.entries ?? []).filter((id) => (id.startsWith('ingenius.') ? crm : connect));
	return seen && entries.length > 0 ? { ...seen, entries } : undefined;
}

async function learnFrom(details: PageRequest): Promise<void> {
	const seen = isOurs(details) ? undefined : entriesOf(details);
	if (seen) await learnHost(seen);
}

const isOurs = (details: PageRequest) => originOf(details) === new URL(browser.runtime.getURL('/')).origin;

async function noticeFailure(details: PageRequest, onNotice: Noticing): Promise<void> {
	const code = codeOf(details);
	if (isOurs(details) || isCancelled(details) || OWN_SIDE.includes(code)) return;
	const tab = details.tabId < 0 ? undefined : details.tabId;
	const named = code === 'unknown' ? {} : { code };
	// An error without a name may be the browser's own, which keeps the page from it: only a check tells.
	if (await isGateway(details)) return onNotice([{ ...GATEWAY_FAILED, ...named }], tab);
	const seen = entriesOf(details);
	if (!seen || (code === 'unknown' && seen.scheme !== 'wss')) return;
	const lost = seen.scheme === 'wss' && !sockets.end(details.requestId);
	if (lost) return onNotice([{ source: 'request', kind: 'web-socket-lost' }], tab);
	const failed = { urls: [observedUrl(seen)], entries: [...seen.entries], ...named };
	onNotice([{ source: 'request', kind: 'request-failed', ...failed }], tab);
}

const GATEWAY_FAILED: Hint = { source: 'request', kind: 'request-failed', entries: ['ingenius.gateway'] };

/** A page's request to the InGenius Gateway of the profile. */
async function isGateway({ url }: PageRequest): Promise<boolean> {
	const gateway = (await getSettings()).profile?.ingenius?.gateway;
	return gateway !== undefined && new URL(gateway).host === new URL(url).host;
}

/** Navigated away, or the page gave up. */
const isCancelled = ({ error = '' }: PageRequest) => /ABORTED|CACHE_MISS|NS_ERROR_ABORT/.test(error);

/** Another extension, a policy, or a network that is just being changed: says nothing about an entry. */
const OWN_SIDE: readonly FailureCode[] = [
	'blocked-by-extension',
	'blocked-by-policy',
	'probe-refused',
	'network-changed',
	'offline',
];

/**
 * How the network failed it. Unknown: the error is no network's but of the page's own rules (CORS, ORB); of a web
 * socket's handshake Chromium often tells no more.
 */
function codeOf({ error = '' }: PageRequest): FailureCode {
	const outcome = classifyRequest({ browser: BROWSER, seen: { error }, aborted: false });
	return outcome.kind === 'answered' ? 'unknown' : outcome.code;
}

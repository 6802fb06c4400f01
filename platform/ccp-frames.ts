import { browser } from 'wxt/browser';
import { type FrameHeaders, refusedOrigins } from '../core/incident/frame-policy.ts';
import { isCcpPage } from '../core/incident/hosts.ts';
import { suggestFrom } from '../core/incident/learn.ts';
import type { Hint, Where } from '../core/incident/types.ts';
import { ancestorsOf } from './ancestors.ts';
import { endCalls } from './call.ts';
import { injectPage } from './inject.ts';
import { sendMessage } from './messages.ts';
import { ACKNOWLEDGE_MS } from './page/acknowledge.ts';
import type { PageRequest } from './page-requests.ts';
import { rememberCcpTab } from './show-card.ts';
import { suggest } from './traffic.ts';

const FILTER = {
	urls: ['https://*.my.connect.aws/*', 'https://*.awsapps.com/*', 'https://*.govcloud.connect.aws/*'],
	types: ['main_frame' as const, 'sub_frame' as const],
};

interface FrameRequest extends PageRequest {
	readonly parentFrameId: number;
	/** Firefox. */
	readonly frameAncestors?: readonly { readonly url: string }[] | undefined;
}
interface FrameResponse extends FrameRequest {
	readonly statusCode: number;
	readonly responseHeaders?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
}
type Notice = (hints: readonly Hint[], where: Where) => void;

/** Watches CCPs being opened: is the frame refused, and does it answer the page? Must run synchronously at the start. */
export function registerCcpFrames(onNotice: Notice, onAcknowledged: (where: Where) => void): void {
	const { onBeforeRequest, onHeadersReceived, onCompleted } = browser.webRequest;
	onBeforeRequest.addListener((details) => {
		void embedded(details);
		return undefined;
	}, FILTER);
	onHeadersReceived.addListener(
		(details) => {
			void seen(details, onNotice);
			return undefined;
		},
		FILTER,
		['responseHeaders'],
	);
	onCompleted.addListener((details) => void loaded(details, onNotice, onAcknowledged), FILTER);
}

/** A page embeds a CCP: from now on it is listened to, and so is the tab's own, which shows the card. */
async function embedded({ url, type, tabId, parentFrameId }: FrameRequest): Promise<void> {
	if (type !== 'sub_frame' || !isCcpPage(new URL(url))) return;
	await Promise.all([...new Set([0, parentFrameId])].map((frame) => injectPage(tabId, frame)));
}

const isCcp = ({ url, statusCode }: FrameResponse) => isCcpPage(new URL(url)) && statusCode === 200;

/** A CCP opens: its tab and alias are remembered; who may not embed it is noticed. */
async function seen(details: FrameResponse, onNotice: Notice): Promise<void> {
	if (!isCcpPage(new URL(details.url))) return;
	await rememberCcpTab(details.tabId);
	await endCalls(details.tabId);
	await suggest(suggestFrom(new URL(details.url).hostname));
	if (details.type === 'main_frame' || !isCcp(details)) return;
	const ancestors = await ancestorsOf(details);
	const refused = refusedOrigins(headersOf(details), new URL(details.url).origin, ancestors);
	if (refused.length === 0) return;
	const origins = ancestors.flatMap(toApprove).slice(0, 4);
	const hint: Hint = {
		source: 'frame',
		kind: 'frame-refused',
		cause: 'origin-not-approved',
		origins: [...new Set(origins)],
	};
	onNotice([hint], { tab: details.tabId, frame: details.parentFrameId });
}

function headersOf({ responseHeaders = [] }: FrameResponse): FrameHeaders {
	const named = (name: string) =>
		responseHeaders.filter((header) => header.name.toLowerCase() === name).map(({ value = '' }) => value);
	const [xFrameOptions] = named('x-frame-options');
	return {
		...(xFrameOptions !== undefined && { 'x-frame-options': xFrameOptions }),
		'content-security-policy': named('content-security-policy'),
	};
}

/** Salesforce needs My Domain beside the page's own: the softphone is framed from either (guide of the CTI adapter). */
function toApprove(origin: string): string[] {
	const { hostname } = new URL(origin);
	const myDomain = hostname.replace(/\.lightning\.force\.com$/, '.my.salesforce.com');
	return myDomain === hostname ? [origin] : [origin, `https://${myDomain}`];
}

/** The framed CCP was delivered: whoever embeds it must hear it answer, else the cookies are asked. */
async function loaded(details: FrameResponse, onNotice: Notice, onAcknowledged: (where: Where) => void): Promise<void> {
	if (details.type !== 'sub_frame' || !isCcp(details)) return;
	const { tabId: tab, parentFrameId: frame } = details;
	const ccp = { tabId: tab, frameId: details.frameId };
	const asked = askCookies(ccp);
	const acknowledged = await ask('awaitAcknowledge', { tabId: tab, frameId: frame });
	if (acknowledged) onAcknowledged({ tab, frame });
	if (acknowledged !== false) return;
	const blocked = await asked;
	onNotice([{ source: 'frame', kind: 'no-acknowledge', ...(blocked && { cause: 'cookies-blocked' }) }], { tab, frame });
}

/** How often a frame is asked whose script has not started yet, ms. */
const ASK_EVERY_MS = 500;

/** Asked at once: Streams loads the frame anew when it has heard nothing from it, and then there may be none to ask. */
async function askCookies(frame: { tabId: number; frameId: number }): Promise<boolean | undefined> {
	for (let waited = 0; waited < ACKNOWLEDGE_MS; waited += ASK_EVERY_MS) {
		const blocked = await ask('cookiesBlocked', frame);
		if (blocked !== undefined) return blocked;
		await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
	}
	return undefined;
}

/** Undefined where none of our scripts runs. */
async function ask(
	question: 'awaitAcknowledge' | 'cookiesBlocked',
	frame: { tabId: number; frameId: number },
): Promise<boolean | undefined> {
	try {
		return await sendMessage(question, undefined, frame);
	} catch {
		return undefined;
	}
}

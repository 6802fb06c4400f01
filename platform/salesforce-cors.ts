import { browser } from 'wxt/browser';
import type { Hint } from '../core/incident/types.ts';
import { originOf, type PageRequest } from './page-requests.ts';

/** Salesforce's REST interface, which is what InGenius calls; its other traffic is not looked at. */
const FILTER = {
	urls: ['https://*.my.salesforce.com/services/*', 'https://*.lightning.force.com/services/*'],
	types: ['xmlhttprequest' as const],
};
/** Chromium 156 shows the headers of a response that CORS refuses only with `extraHeaders`, which Firefox does not know. */
const EXTRA: ('responseHeaders' | 'extraHeaders')[] = import.meta.env.FIREFOX
	? ['responseHeaders']
	: ['responseHeaders', 'extraHeaders'];
const INGENIUS_APP = /^https:\/\/app\.[a-z0-9-]+\.ingenius\.com$/;

interface Response extends PageRequest {
	readonly statusCode: number;
	readonly responseHeaders?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
}

/** Notices requests of InGenius that Salesforce answers without admitting their origin. */
export function registerSalesforceCors(onNotice: (hints: readonly Hint[], tab: number | undefined) => void): void {
	browser.webRequest.onHeadersReceived.addListener(
		(details) => {
			const hint = refusal(details);
			if (hint) onNotice([hint], details.tabId < 0 ? undefined : details.tabId);
			return undefined;
		},
		FILTER,
		EXTRA,
	);
}

/** A session that ended, too many requests, or a fault of Salesforce's: says nothing of who is admitted. */
const isOther = ({ statusCode }: Response) => statusCode === 401 || statusCode === 429 || statusCode >= 500;

function refusal(details: Response): Hint | undefined {
	const origin = originOf(details);
	if (!INGENIUS_APP.test(origin) || isOther(details)) return undefined;
	const allowed = details.responseHeaders?.find(({ name }) => name.toLowerCase() === 'access-control-allow-origin');
	if (allowed?.value === origin || allowed?.value === '*') return undefined;
	return { source: 'request', kind: 'salesforce-cors', origins: [origin] };
}

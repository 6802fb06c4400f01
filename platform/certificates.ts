import { native, type SecurityInfo } from './firefox-native.ts';

export interface CertificateSeen {
	readonly issuer: string;
	/** False: the chain ends at a root that somebody added to this browser, as TLS inspection does. */
	readonly builtInRoot: boolean;
}

/**
 * Reads the certificate behind each answer of ours, in Firefox: `getSecurityInfo` works only in a blocking listener.
 * Ours returns nothing, so it changes nothing.
 */
export function registerCertificates(
	note: (request: { readonly requestId: string; readonly url: string }, certificate: CertificateSeen) => void,
): void {
	const { onHeadersReceived, getSecurityInfo } = native().webRequest;
	onHeadersReceived.addListener(
		async ({ requestId, url, tabId }) => {
			if (tabId !== -1) return {};
			const seen = read(await getSecurityInfo(requestId, { certificateChain: true }));
			if (seen) note({ requestId, url }, seen);
			return {};
		},
		{ urls: ['https://*/*'], types: ['xmlhttprequest'] },
		['blocking'],
	);
}

function read({ certificates }: SecurityInfo): CertificateSeen | undefined {
	const [leaf] = certificates;
	if (!leaf) return undefined;
	// The flag stands on the root, the last of the chain.
	return { issuer: leaf.issuer.slice(0, 200), builtInRoot: certificates.some((one) => one.isBuiltInRoot === true) };
}

/** What only Firefox has (developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API); WXT's types are Chrome's. */
export interface FirefoxNative {
	readonly dns: { resolve(host: string): Promise<{ readonly addresses: readonly string[] }> };
	readonly captivePortal: { getState(): Promise<'unknown' | 'not_captive' | 'unlocked_portal' | 'locked_portal'> };
	readonly permissions: {
		request(permissions: { readonly data_collection: readonly string[] }): Promise<boolean>;
		getAll(): Promise<{ readonly data_collection?: readonly string[] }>;
	};
	readonly webRequest: {
		getSecurityInfo(requestId: string, options: { certificateChain: boolean }): Promise<SecurityInfo>;
		readonly onHeadersReceived: {
			addListener(
				listener: (details: {
					readonly requestId: string;
					readonly url: string;
					readonly tabId: number;
				}) => Promise<object>,
				filter: { urls: string[]; types: string[] },
				extra: string[],
			): void;
		};
	};
}

export interface SecurityInfo {
	readonly state: 'insecure' | 'weak' | 'broken' | 'secure';
	readonly certificates: readonly { readonly issuer: string; readonly isBuiltInRoot?: boolean }[];
}

declare global {
	var browser: FirefoxNative | undefined;
}

/** Firefox's own API; call it in Firefox's build only. */
export function native(): FirefoxNative {
	if (!globalThis.browser) throw new Error('not Firefox');
	return globalThis.browser;
}

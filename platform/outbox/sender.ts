import { browser } from 'wxt/browser';
import type { Sender } from '../../core/telemetry/resource.ts';
import { systemOf, versionIn, windowsRelease } from '../../core/telemetry/system.ts';
import { BROWSER } from '../environment.ts';
import { installIdItem } from '../storage.ts';

/** Chromium's; Firefox has none, and tells its version in the user agent only. */
interface UserAgentData {
	readonly brands: readonly { readonly brand: string; readonly version: string }[];
	getHighEntropyValues(hints: readonly string[]): Promise<{ readonly platformVersion?: string }>;
}

/** Who sends: this install and what it runs on. */
export async function readSender(): Promise<Sender> {
	const data = (navigator as { readonly userAgentData?: UserAgentData }).userAgentData;
	const [installId, platform, detail] = await Promise.all([
		installIdItem.getValue(),
		browser.runtime.getPlatformInfo(),
		data?.getHighEntropyValues(['platformVersion']),
	]);
	const type = systemOf(platform.os);
	const version = type === 'windows' ? windowsRelease(detail?.platformVersion) : detail?.platformVersion;
	return {
		installId,
		extensionVersion: browser.runtime.getManifest().version,
		browser: {
			name: BROWSER,
			version: versionIn(navigator.userAgent),
			language: navigator.language,
			...(data && { brands: data.brands.map((one) => `${one.brand} ${one.version}`) }),
		},
		os: { type, ...(version && { version }) },
	};
}

/** `os.type` of the semantic conventions, from what `runtime.getPlatformInfo` says. */
export function systemOf(os: string): string {
	if (os === 'mac') return 'darwin';
	return os === 'win' ? 'windows' : os === 'cros' ? 'linux' : os;
}

/** Chromium tells Windows 11 from 10 by the platform's version: learn.microsoft.com/microsoft-edge/web-platform/how-to-detect-win11 */
export function windowsRelease(platformVersion: string | undefined): string | undefined {
	const major = Number(platformVersion?.split('.')[0]);
	if (!(major > 0)) return undefined;
	return major >= 13 ? '11' : '10';
}

/** Version of Firefox, else of Chromium, in a user agent; empty where there is neither. */
export function versionIn(userAgent: string): string {
	return /(?:Firefox|Chrome)\/([\d.]+)/.exec(userAgent)?.[1] ?? '';
}

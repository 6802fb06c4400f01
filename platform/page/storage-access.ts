/**
 * Whether the browser keeps this frame from its own cookies. Firefox partitions third-party cookies by default and
 * says "no access" of every such frame, so there only storage that throws counts.
 */
export async function cookiesBlocked(): Promise<boolean> {
	if (window === window.top) return false;
	if (!navigator.cookieEnabled || storageThrows()) return true;
	return !import.meta.env.FIREFOX && !(await document.hasStorageAccess());
}

function storageThrows(): boolean {
	try {
		return window.localStorage === null;
	} catch {
		return true;
	}
}

import { browser } from 'wxt/browser';
import type { Profile } from '../core/profile.ts';
import { mergeSettings, type Settings } from '../core/settings.ts';
import type { TelemetryInput } from '../core/telemetry/config.ts';
import { profileItem, telemetryItem } from './storage.ts';

/** The managed policy as the browser hands it over; Firefox rejects where there is none. */
async function readPolicy(): Promise<Record<string, unknown>> {
	try {
		return await browser.storage.managed.get();
	} catch {
		return {};
	}
}

/** Policy over options. */
export async function getSettings(): Promise<Settings> {
	const [policy, options, telemetry] = await Promise.all([
		readPolicy(),
		profileItem.getValue(),
		telemetryItem.getValue(),
	]);
	return mergeSettings(policy, options, telemetry);
}

export function saveProfile(profile: Profile): Promise<void> {
	return profileItem.setValue(profile);
}

/** Null where nothing of it is set. */
export function saveTelemetry(telemetry: TelemetryInput | null): Promise<void> {
	return telemetryItem.setValue(telemetry);
}

/** Calls back when options or policy change; returns the function that ends it. */
export function watchSettings(callback: (settings: Settings) => void): () => void {
	const changed = (_: unknown, area: string): void => {
		if (area === 'managed' || area === 'local') void getSettings().then(callback);
	};
	browser.storage.onChanged.addListener(changed);
	return () => browser.storage.onChanged.removeListener(changed);
}

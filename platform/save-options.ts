import type { Profile } from '../core/profile.ts';
import type { TelemetryInput } from '../core/telemetry/config.ts';
import { requestConsent } from './outbox/consent.ts';
import { saveProfile, saveTelemetry } from './settings.ts';

/**
 * Saves what the options page holds. An endpoint that the user names needs the user's consent in Firefox, which asks
 * for it only inside the click: nothing is awaited before. Rejects where it is refused, and saves nothing then.
 */
export async function saveOptions(profile: Profile, telemetry: TelemetryInput | null): Promise<void> {
	const consent = telemetry?.endpoint === undefined || (await requestConsent());
	if (!consent)
		throw new Error('Firefox sends data only where you allow it. Leave the endpoint empty to save the rest.');
	await saveProfile(profile);
	await saveTelemetry(telemetry);
}

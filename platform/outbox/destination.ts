import { browser } from 'wxt/browser';
import type { TelemetryGroup } from '../../core/telemetry/attributes.ts';
import { groupsOf, logsUrl } from '../../core/telemetry/config.ts';
import type { Attributes } from '../../core/telemetry/otlp.ts';
import { resourceOf } from '../../core/telemetry/resource.ts';
import { saltedHash } from '../hash.ts';
import { getSettings } from '../settings.ts';
import { hasConsent } from './consent.ts';
import { readSender } from './sender.ts';

/** Where events go now, and what may go there. */
export interface Destination {
	readonly url: string;
	readonly token: string | undefined;
	readonly groups: readonly TelemetryGroup[];
	readonly resource: Attributes;
	/** Of the extension. */
	readonly version: string;
	/** Tells this address with this token from others, and leads back to neither. */
	readonly id: string;
}

/** `reason`: for the user, where it is not just that no endpoint is set. */
export interface Off {
	readonly off: true;
	readonly reason?: string;
}

export function isOff(destination: Destination | Off): destination is Off {
	return 'off' in destination;
}

/** From policy, else the options. */
export async function readDestination(): Promise<Destination | Off> {
	const { telemetry, locked } = await getSettings();
	const url = telemetry && logsUrl(telemetry);
	if (!telemetry || !url) return { off: true };
	const byPolicy = locked.includes('telemetry.endpoint');
	if (!byPolicy && !(await hasConsent())) return { off: true, reason: 'Firefox has not been allowed to send data' };
	const { token, site, agentName } = telemetry;
	const groups = groupsOf(telemetry);
	return {
		url,
		token,
		groups,
		resource: resourceOf({ ...(await readSender()), site, agentName }, groups),
		version: browser.runtime.getManifest().version,
		id: await saltedHash(`${url} ${token ?? ''}`),
	};
}

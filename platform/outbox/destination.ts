import { browser } from 'wxt/browser';
import { groupsOf, logsUrl } from '../../core/telemetry/config.ts';
import { resourceOf } from '../../core/telemetry/resource.ts';
import { saltedHash } from '../hash.ts';
import { getSettings } from '../settings.ts';
import { hasConsent } from './consent.ts';
import { readSender } from './sender.ts';
import type { Destination, Off } from './where.ts';

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

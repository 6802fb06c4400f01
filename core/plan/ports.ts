import type { CatalogEntry } from '../catalog/types.ts';
import type { Profile } from '../profile.ts';
import type { PlannedEntry } from './types.ts';
import { parseProbeUrl } from './url.ts';

/** The ports of an entry; the gateway's from its URL, else 443. */
export function portsOf(entry: CatalogEntry, profile: Profile): PlannedEntry['ports'] {
	const gateway = parseProbeUrl(profile.ingenius?.gateway ?? '')?.port ?? 443;
	return entry.ports.map(({ port, protocol }) => ({ port: port === 'gateway' ? gateway : port, protocol }));
}

import type { EntryId } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';
import type { Hint, Incident } from './types.ts';

const SOCKETS: readonly EntryId[] = ['connect.transport', 'connect.ccp.v1-signalling'];

/** Signs that the CCP's own socket failed. */
const isRequest = ({ kind, urls = [] }: Hint) =>
	kind === 'request-failed' && urls.some((url) => url.startsWith('wss:'));
const isHandshake = ({ kind }: Hint) => kind === 'signalling-handshake';
const isConnection = ({ kind }: Hint) => kind === 'signalling-connection';

/**
 * Hosts to which the CCP's own web socket failed; every one of its entries' where the page names none. A socket that
 * ran into its time limit once may have met an outage that is over; a lost one, a restart of the service.
 */
export function failedSockets({ hints, occurrences }: Incident, plan: Plan): string[] {
	const signs = hints.filter((hint) => isRequest(hint) || isHandshake(hint) || isConnection(hint));
	const sure = occurrences > 1 || signs.some((hint) => isRequest(hint) || isHandshake(hint));
	if (!sure || signs.length === 0) return [];
	const sockets = plan.targets.filter(
		({ kind, entries }) => kind === 'websocket' && entries.some((id) => SOCKETS.includes(id)),
	);
	const named = signs.flatMap(({ urls = [] }) => urls.map((url) => parseProbeUrl(url)?.host));
	const hosts = sockets.map(({ host }) => host).filter((host) => named.length === 0 || named.includes(host));
	return [...new Set(hosts)];
}

import type { EntryId } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';
import type { Hint, Incident } from './types.ts';

const SOCKETS: readonly EntryId[] = ['connect.transport', 'connect.ccp.v1-signalling'];

/** The browser saw it fail. */
const isRequest = ({ kind, urls = [] }: Hint) =>
	kind === 'request-failed' && urls.some((url) => url.startsWith('wss:'));
/** The CCP says that it failed. */
const isTold = ({ kind }: Hint) => kind === 'signalling-handshake' || kind === 'signalling-connection';

/**
 * Hosts to which the CCP's own web socket failed; every one of its entries' where the page names none. What the CCP
 * alone tells counts the second time: a socket that ran into a time limit once may have met an outage that is over, or
 * a change of network under an open one.
 */
export function failedSockets({ hints, occurrences }: Incident, plan: Plan): string[] {
	const signs = hints.filter((hint) => isRequest(hint) || (occurrences > 1 && isTold(hint)));
	if (signs.length === 0) return [];
	const sockets = plan.targets.filter(
		({ kind, entries }) => kind === 'websocket' && entries.some((id) => SOCKETS.includes(id)),
	);
	const named = signs.flatMap(({ urls = [] }) => urls.map((url) => parseProbeUrl(url)?.host));
	const hosts = sockets.map(({ host }) => host).filter((host) => named.length === 0 || named.includes(host));
	return [...new Set(hosts)];
}

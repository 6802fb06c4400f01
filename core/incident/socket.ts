import type { EntryId } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';
import type { Hint, Incident } from './types.ts';

const SOCKETS: readonly EntryId[] = ['connect.transport', 'connect.ccp.v1-signalling'];

/** The browser saw it fail. */
const isSeen = ({ kind, urls = [] }: Hint) => kind === 'request-failed' && urls.some((url) => url.startsWith('wss:'));
/** The CCP says that it failed. */
const isTold = ({ kind }: Hint) => kind === 'signalling-handshake' || kind === 'signalling-connection';

const hostsOf = ({ urls = [] }: Hint) => urls.map((url) => parseProbeUrl(url)?.host);

/**
 * Hosts to which the CCP's own web socket failed; every one of its entries' where the page names none. Once is enough
 * where the browser saw the network fail it. What else fails counts the second time: the service may have refused a
 * token that had expired, and one that ran into a time limit may have met an outage that is over.
 */
export function failedSockets({ hints, occurrences }: Incident, plan: Plan): string[] {
	const fails = (hint: Hint) => isSeen(hint) || isTold(hint);
	const signs = hints.filter((hint) => fails(hint) && (occurrences > 1 || hint.code !== undefined));
	if (signs.length === 0) return [];
	const sockets = plan.targets.filter(
		({ kind, entries }) => kind === 'websocket' && entries.some((id) => SOCKETS.includes(id)),
	);
	const named = signs.flatMap(hostsOf);
	const hosts = sockets.map(({ host }) => host).filter((host) => named.length === 0 || named.includes(host));
	return [...new Set(hosts)];
}

/** The web socket to this host has opened: what told of its failure tells nothing more, and is counted anew. */
export function withoutSocket(incident: Incident, host: string): Incident {
	const isOver = (hint: Hint) => (isSeen(hint) || isTold(hint)) && hostsOf(hint).includes(host);
	return { ...incident, hints: incident.hints.filter((hint) => !isOver(hint)), occurrences: 1 };
}

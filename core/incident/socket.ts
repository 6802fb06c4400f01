import type { EntryId } from '../ids.ts';
import { parseProbeUrl } from '../plan/url.ts';
import type { Report } from '../report/types.ts';
import type { Explaining, Explanation } from './explain.ts';
import type { Hint } from './types.ts';

const SOCKETS: readonly EntryId[] = ['connect.transport', 'connect.ccp.v1-signalling'];

/** Signs that the CCP's own socket failed; a socket of ours may be refused by the real service too. */
function isSocket({ kind, urls = [] }: Hint): boolean {
	const byKind = kind === 'signalling-handshake' || kind === 'signalling-connection' || kind === 'web-socket-lost';
	return byKind || (kind === 'request-failed' && urls.some((url) => url.startsWith('wss:')));
}

/** HTTPS to the socket's host works, and the CCP's own web socket does not: something does not pass the upgrade. */
export function brokenSocket({ incident, suspects, done }: Explaining, report: Report): Explanation | undefined {
	const signs = incident.hints.filter(isSocket);
	const entry = SOCKETS.find((id) => suspects.includes(id));
	if (!done || signs.length === 0 || entry === undefined) return undefined;
	const named = signs.flatMap(({ urls = [] }) => urls.map((url) => parseProbeUrl(url)?.host));
	const https = report.targets.filter(({ kind, entries }) => kind === 'https' && entries.includes(entry));
	const same = named.length === 0 ? https : https.filter(({ host }) => named.includes(host));
	const works = same.some(({ id }) => report.verdicts[entry]?.targets[id]?.verdict === 'reachable');
	// A lost connection alone may be the service's own restart: a failing handshake, twice, is not.
	const refused = signs.some(({ kind }) => kind !== 'web-socket-lost') || incident.occurrences > 1;
	if (!works || !refused) return undefined;
	return { phase: 'final', cause: 'websocket-refused', finding: 'websocket-refused', entries: [entry], rules: [] };
}

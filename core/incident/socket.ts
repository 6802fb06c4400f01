import type { EntryId } from '../ids.ts';
import { parseProbeUrl } from '../plan/url.ts';
import type { Report } from '../report/types.ts';
import type { Explaining, Explanation } from './explain.ts';
import type { Hint } from './types.ts';

const SOCKETS: readonly EntryId[] = ['connect.transport', 'connect.ccp.v1-signalling'];

/** Signs that the CCP's own socket failed; a socket of ours may be refused by the real service too. */
const isRequest = ({ kind, urls = [] }: Hint) =>
	kind === 'request-failed' && urls.some((url) => url.startsWith('wss:'));
const isHandshake = ({ kind }: Hint) => kind === 'signalling-handshake';
const isConnection = ({ kind }: Hint) => kind === 'signalling-connection';

/**
 * HTTPS to the socket's host works, and the CCP's own web socket does not: something does not pass the upgrade. A
 * socket that ran into its time limit once may have met an outage that is over; a lost one, a restart of the service.
 */
export function brokenSocket({ incident, suspects, done }: Explaining, report: Report): Explanation | undefined {
	const signs = incident.hints.filter((hint) => isRequest(hint) || isHandshake(hint) || isConnection(hint));
	const sure = signs.some((hint) => isRequest(hint) || isHandshake(hint)) || incident.occurrences > 1;
	const entry = SOCKETS.find((id) => suspects.includes(id));
	if (!done || !sure || signs.length === 0 || entry === undefined) return undefined;
	const named = signs.flatMap(({ urls = [] }) => urls.map((url) => parseProbeUrl(url)?.host));
	const https = report.targets.filter(({ kind, entries }) => kind === 'https' && entries.includes(entry));
	const same = named.length === 0 ? https : https.filter(({ host }) => named.includes(host));
	const works = same.some(({ id }) => report.verdicts[entry]?.targets[id]?.verdict === 'reachable');
	if (!works) return undefined;
	return { phase: 'final', cause: 'websocket-refused', finding: 'websocket-refused', entries: [entry], rules: [] };
}

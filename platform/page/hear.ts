import { isCcpOrigin } from '../../core/incident/hosts.ts';
import { type Heard, readMessage } from '../../core/incident/messages.ts';

/**
 * What reading messages may cost, in each second: so many, and so many of them that take a millisecond or longer. Streams
 * itself sends a few. Not how long: where the machine halts in one message, the failure told next must not go unread.
 */
const MAX_READ = 200;
const MAX_SLOW = 15;

/** Origins seen, each judged once; a page can make up only so many before the memory starts anew. */
const known = new Map<string, boolean>();

function isKnown(origin: string): boolean {
	const verdict = known.get(origin);
	if (verdict !== undefined) return verdict;
	if (known.size > 100) known.clear();
	const isCcp = isCcpOrigin(origin);
	known.set(origin, isCcp);
	return isCcp;
}

/** What is looked at of an event. */
type Posted = Pick<MessageEvent, 'isTrusted' | 'origin' | 'data'>;

/**
 * Reads the CCP's messages. Only the browser's own events count: a page can dispatch one with any origin in it. What
 * another origin posts costs one look at it; `data` is not even touched, since the browser unpacks it only then. The
 * clock is `Date`: in Firefox 153, asking `performance` for each message doubles what they cost.
 */
export function createHearing(onHeard: (heard: Heard) => void): (posted: Posted) => void {
	let second = 0;
	let read = 0;
	let slow = 0;
	return (posted) => {
		if (!posted.isTrusted || !isKnown(posted.origin)) return;
		const now = Date.now();
		if (Math.abs(now - second) >= 1000) [second, read, slow] = [now, 0, 0];
		if (read >= MAX_READ || slow >= MAX_SLOW) return;
		read += 1;
		const heard = readMessage(posted.data);
		if (Date.now() > now) slow += 1;
		if (heard) onHeard(heard);
	};
}

export function hearMessages(onHeard: (heard: Heard) => void, signal: AbortSignal): void {
	addEventListener('message', createHearing(onHeard), { signal });
}

import {
	keptHosts,
	learn,
	learnedHosts,
	type SeenHosts,
	type Suggestion,
	suggestFrom,
} from '../core/incident/learn.ts';
import { type Observed, observe } from '../core/incident/observe.ts';
import type { Hint } from '../core/incident/types.ts';
import { parseProbeUrl } from '../core/plan/url.ts';
import { learnedItem, seenHostsItem, suggestionItem } from './storage.ts';

let seen: SeenHosts | undefined;
seenHostsItem.watch((hosts) => {
	seen = hosts;
});
let writing: Promise<unknown> = Promise.resolve();

/** Learns a host of the agent's own traffic: a page loads hundreds of files, and almost none of them is news. */
export function learnHost(observed: Pick<Observed, 'host' | 'entries'>): Promise<void> {
	const task = async (): Promise<void> => {
		const before = seen ?? (await seenHostsItem.getValue());
		seen = learn(before, observed, Date.now());
		if (seen === before) return;
		await write(before, seen);
		await suggest(suggestFrom(observed.host));
	};
	const result = writing.then(task, task);
	writing = result;
	return result;
}

/** TURN hosts of the running call: those that the published list lacks become targets of their entry. */
export async function learnTurn(urls: readonly string[]): Promise<void> {
	for (const url of urls) {
		const host = parseProbeUrl(url)?.host;
		if (host) await learnHost({ host, entries: ['connect.media.turn'] });
	}
}

/**
 * A host that the CCP names as the one that failed is one that it uses, though no request of it was seen. A text on its
 * page may be anybody's: a name in it, which may not exist, is no host of the CCP's.
 */
export async function learnFromHint({ source, urls = [] }: Hint): Promise<void> {
	if (source === 'banner') return;
	await learnTurn(urls.filter((url) => url.startsWith('turn:')));
	for (const seen of urls.map(observe)) if (seen) await learnHost(seen);
}

/** What the agent's own pages say of alias and regions; the newest wins. */
export async function suggest(suggestion: Suggestion): Promise<void> {
	const known = await suggestionItem.getValue();
	const next = { ...known, ...suggestion };
	if (JSON.stringify(next) !== JSON.stringify(known)) await suggestionItem.setValue(next);
}

/** Hosts age out though nothing new is seen: looked at once in each life of the worker. */
export async function forgetOldHosts(): Promise<void> {
	const before = await seenHostsItem.getValue();
	const after = keptHosts(before, Date.now());
	if (JSON.stringify(after) !== JSON.stringify(before)) await write(before, after);
}

async function write(before: SeenHosts, after: SeenHosts): Promise<void> {
	await seenHostsItem.setValue(after);
	await learnedItem.setValue(learnedHosts(await learnedItem.getValue(), before, after));
}

import type { EntryId } from '../../ids.ts';
import type { Facts } from '../facts.ts';
import type { Observation } from '../observe.ts';
import { SILENT_ATTEMPTS, type Silence, silenceOf } from '../silence.ts';
import type { Confidence } from '../types.ts';
import type { Explanation, Rule } from './types.ts';

function confidenceOf({ attempts, provisional }: Silence, hosts: number): Confidence | undefined {
	if (attempts >= SILENT_ATTEMPTS) return hosts > 1 ? 'high' : 'medium';
	return provisional ? 'suspected' : undefined;
}

/** The hosts on which an entry can be tried, unconfirmed ones apart. */
function hostsOf(entry: EntryId, { observations }: Facts): readonly Observation[] {
	return observations.filter(({ target }) => target.entries.includes(entry) && target.origin !== 'unconfirmed');
}

/** Silent at every known host of one of its entries. */
function silentEverywhere(seen: Observation, facts: Facts): boolean {
	return seen.target.entries.some((entry) =>
		hostsOf(entry, facts).every((other) => silenceOf(other, facts) !== undefined),
	);
}

function explain(seen: Observation, facts: Facts): readonly Explanation[] {
	const silence = silenceOf(seen, facts);
	if (silence === undefined) return [];
	const hosts = new Set(seen.target.entries.flatMap((entry) => hostsOf(entry, facts).map(({ target }) => target.host)));
	const everywhere = silentEverywhere(seen, facts);
	const confidence = confidenceOf(silence, everywhere ? hosts.size : 1);
	const cause = seen.silences.at(-1)?.outcome.code ?? 'tcp-timeout';
	if (confidence === undefined) {
		return [{ finding: undefined, verdict: 'inconclusive', cause, confidence: 'medium', targets: [seen] }];
	}
	const turn = seen.target.kind === 'turn';
	const verdict = everywhere || turn ? 'blocked' : 'inconclusive';
	const finding = turn
		? everywhere
			? 'turn-unanswered.all'
			: 'turn-unanswered.some'
		: everywhere
			? 'silent'
			: 'silent.some';
	return [{ finding, verdict, cause, confidence, targets: [seen] }];
}

/** Silence in two attempts at every known host of the entry; any published TURN host counts by itself. */
export const silent: Rule = {
	id: 'silent',
	needs: ['https'],
	explain: (facts, open) => {
		const candidates = open.filter(({ target }) => target.kind !== 'websocket' && target.origin !== 'unconfirmed');
		return facts.online ? candidates.flatMap((seen) => explain(seen, facts)) : [];
	},
};

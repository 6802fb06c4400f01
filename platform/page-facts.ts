import { type CallOutcome, callOutcome, keepCall } from '../core/incident/calls.ts';
import { pageHost } from '../core/incident/hosts.ts';
import { type Media, meanOpinionScore } from '../core/incident/mos.ts';
import type { PageSignals } from '../core/incident/signals.ts';
import type { Where } from '../core/incident/types.ts';
import { setCallPhase } from './call.ts';
import type { Runner } from './runner.ts';
import { callsItem, embeddersItem } from './storage.ts';
import { learnTurn } from './traffic.ts';

/** A measurement later than this belongs to no call, ms. */
const BELONGS_MS = 60_000;

/** Keeps everything of a tab's signal that is no hint: call phase, outcomes, the call's TURN hosts, the relay as measured. */
export async function keepFacts(signals: PageSignals, where: Where, runner: Runner): Promise<void> {
	const { phase, calls = [], turn = [], media, embedder } = signals;
	if (embedder) await rememberEmbedder(embedder, where.tab);
	if (phase) await setCallPhase(phase, where, runner);
	if (turn.length > 0) await learnTurn(turn);
	if (media) await keepMedia(media);
	for (const call of calls) {
		const kept = await callsItem.getValue();
		await callsItem.setValue(keepCall(kept, callOutcome(call, call.leg, freeMoment(kept))));
	}
}

/** Now, or as soon after as no other call ended: the moment tells calls apart. */
function freeMoment(kept: readonly CallOutcome[]): number {
	let at = Date.now();
	while (kept.some((call) => call.at === at)) at += 1;
	return at;
}

async function keepMedia(media: Media): Promise<void> {
	const calls = await callsItem.getValue();
	const last = calls.at(-1);
	if (!last || Date.now() - last.at > BELONGS_MS) return;
	const measured = { ...last, media: { ...media, mos: meanOpinionScore(media) } };
	await callsItem.setValue([...calls.slice(0, -1), measured]);
}

/** A page on a host that we may not see: the popup offers to watch it. */
async function rememberEmbedder(origin: string, tab: number): Promise<void> {
	if (pageHost(new URL(origin).hostname) !== 'other') return;
	await embeddersItem.setValue({ ...(await embeddersItem.getValue()), [tab]: origin });
}

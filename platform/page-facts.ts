import { callOutcome, keepCall } from '../core/incident/calls.ts';
import { type Media, meanOpinionScore } from '../core/incident/mos.ts';
import type { PageSignals } from '../core/incident/signals.ts';
import { setCallPhase } from './call.ts';
import type { Runner } from './runner.ts';
import { callsItem } from './storage.ts';
import { learnTurn } from './traffic.ts';

/** A measurement later than this belongs to no call, ms. */
const BELONGS_MS = 60_000;

/** Keeps everything of a signal that is no hint: call phase, outcomes, the call's TURN hosts, the relay as measured. */
export async function keepFacts({ phase, calls = [], turn = [], media }: PageSignals, runner: Runner): Promise<void> {
	if (phase) await setCallPhase(phase, runner);
	if (turn.length > 0) await learnTurn(turn);
	if (media) await keepMedia(media);
	for (const call of calls) {
		const outcome = callOutcome(call, call.leg, Date.now());
		await callsItem.setValue(keepCall(await callsItem.getValue(), outcome));
	}
}

async function keepMedia(media: Media): Promise<void> {
	const calls = await callsItem.getValue();
	const last = calls.at(-1);
	if (!last || Date.now() - last.at > BELONGS_MS) return;
	const measured = { ...last, media: { ...media, mos: meanOpinionScore(media) } };
	await callsItem.setValue([...calls.slice(0, -1), measured]);
}

import * as v from 'valibot';
import { CALL_LEGS } from './agent.ts';
import { INCIDENT_KINDS } from './kinds.ts';
import { CALL_PHASES, HintSchema, MAX_URLS, OriginSchema } from './types.ts';

const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(3_600_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));

const call = v.strictObject({
	failure: v.optional(v.picklist(INCIDENT_KINDS)),
	setUpMs: v.strictObject({
		ice: v.optional(ms),
		signalling: v.optional(ms),
		handshake: v.optional(ms),
		microphone: v.optional(ms),
		preTalking: v.optional(ms),
	}),
	losses: count,
	leg: v.picklist(CALL_LEGS),
});

/**
 * Everything that one frame may tell the worker, at most once a second. The worker parses it: a page's process is not
 * trusted more than the page.
 */
export const PageSignalsSchema = v.strictObject({
	hints: v.pipe(v.array(HintSchema), v.maxLength(24)),
	phase: v.optional(v.picklist(CALL_PHASES)),
	calls: v.optional(v.pipe(v.array(call), v.maxLength(5))),
	/** From the CCP's own frame: who embeds it. */
	embedder: v.optional(OriginSchema),
	/** TURN URLs of the running call. */
	turn: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(280), v.startsWith('turn:'))), v.maxLength(MAX_URLS))),
	/** The relay as measured with the call's own credentials. */
	media: v.optional(
		v.strictObject({ rttMs: ms, jitterMs: ms, lossPercent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) }),
	),
});
export type PageSignals = v.InferOutput<typeof PageSignalsSchema>;

/** Two batches as one; what is full takes no more. */
export function joinSignals(first: PageSignals, second: PageSignals): PageSignals {
	const known = new Set(first.hints.map((hint) => JSON.stringify(hint)));
	const news = second.hints.filter((hint) => !known.has(JSON.stringify(hint)));
	const calls = [...(first.calls ?? []), ...(second.calls ?? [])].slice(0, 5);
	return { ...first, ...second, hints: [...first.hints, ...news].slice(0, 24), ...(calls.length > 0 && { calls }) };
}

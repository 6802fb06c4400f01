import * as v from 'valibot';

/** What came back for one request; `silent`: no answer that the browser lets us read, or none in time. */
export type Answer =
	| {
			readonly kind: 'answered';
			readonly status: number;
			readonly body: string;
			/** Headers, where CORS shows them. */
			readonly retryAfter?: string | undefined;
			readonly date?: string | undefined;
	  }
	| { readonly kind: 'silent' };

/** What to do next with the events of one request. */
export type Decision =
	/** Acknowledged: delete them. `rejected` of them were refused for good (OTLP partial success). */
	| { readonly do: 'delete'; readonly rejected: number }
	/** Send each half by itself: the request was too large, or one of its records is bad. */
	| { readonly do: 'split' }
	/** This one record is refused for good: delete and count it. */
	| { readonly do: 'drop' }
	| { readonly do: 'wait'; readonly delayMs: number; readonly problem: string }
	/** Nothing is sent until somebody changes something; a look once an hour notices that the endpoint did. */
	| { readonly do: 'pause'; readonly delayMs: number; readonly problem: string };

export interface Circumstances {
	/** Events in the request. */
	readonly events: number;
	/** Requests in a row that were not acknowledged, before this one. */
	readonly failures: number;
	/** ms since the epoch, this machine's clock. */
	readonly now: number;
	/** From 0 up to 1. */
	readonly random: number;
}

const MIN_DELAY_MS = 1_000;
const MAX_DELAY_MS = 5 * 60_000;
/** Whatever `Retry-After` says, the endpoint is asked once a day: events are kept for a week. */
const MAX_RETRY_AFTER_MS = 86_400_000;
/** A fleet that was told the same second does not come back in it. */
const RETRY_AFTER_SPREAD = 0.1;
/** A collector that lost its tokens for an hour must not need a click on each agent's computer. */
export const PAUSE_MS = 3_600_000;

/** Exponential with jitter, ms: anywhere between the least delay and a ceiling that doubles with each failure. */
export function backOff(failures: number, random: number): number {
	const ceiling = Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** (failures + 1));
	return MIN_DELAY_MS + random * (ceiling - MIN_DELAY_MS);
}

/**
 * `Retry-After` in ms (RFC 9110, 10.2.3: seconds or a date), undefined where it says nothing. A date is compared with
 * the server's own `Date`: this machine's clock may be wrong by days.
 */
export function retryAfterMs(header: string | undefined, date: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) return Math.min(MAX_RETRY_AFTER_MS, Number(text) * 1000);
	const until = Date.parse(text);
	if (Number.isNaN(until)) return undefined;
	const heard = Date.parse(date ?? '');
	return Math.min(MAX_RETRY_AFTER_MS, Math.max(0, until - (Number.isNaN(heard) ? now : heard)));
}

const Acknowledgement = v.object({
	partialSuccess: v.optional(
		v.nullable(v.object({ rejectedLogRecords: v.optional(v.union([v.string(), v.number()]), 0) })),
	),
});

/** Records that an acknowledgement refuses; undefined: this is no acknowledgement, something else answered. */
function rejectedIn(body: string, events: number): number | undefined {
	if (body.trim() === '') return 0;
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Acknowledgement), body);
	if (!parsed.success) return undefined;
	const rejected = Number(parsed.output.partialSuccess?.rejectedLogRecords ?? 0);
	return Number.isFinite(rejected) ? Math.min(events, Math.max(0, Math.round(rejected))) : 0;
}

/** Answers after which OTLP tries again (opentelemetry.io/docs/specs/otlp/#retryable-response-codes). */
const BUSY: readonly number[] = [429, 502, 503, 504];
const TOKEN_REFUSED: readonly number[] = [401, 403];

/** What to do after an answer. Nothing is deleted but what was acknowledged, or refused by itself. */
export function decide(answer: Answer, circumstances: Circumstances): Decision {
	const { events } = circumstances;
	if (answer.kind === 'silent') return wait(answer, 'no answer', circumstances);
	const { status } = answer;
	if (status >= 200 && status < 300) {
		const rejected = rejectedIn(answer.body, events);
		if (rejected === undefined) return wait(answer, 'something that is no collector answered', circumstances);
		return { do: 'delete', rejected };
	}
	if (TOKEN_REFUSED.includes(status)) return { do: 'pause', delayMs: PAUSE_MS, problem: `token refused (${status})` };
	if (status === 413 || status === 400) return { do: events > 1 ? 'split' : 'drop' };
	if (BUSY.includes(status)) return wait(answer, `busy or down (${status})`, circumstances);
	return wait(
		answer,
		status >= 300 && status < 500 ? `wrong address? (${status})` : `failed (${status})`,
		circumstances,
	);
}

function wait(answer: Answer, problem: string, { failures, now, random }: Circumstances): Decision {
	const asked = answer.kind === 'answered' ? retryAfterMs(answer.retryAfter, answer.date, now) : undefined;
	const spread = asked === undefined ? backOff(failures, random) : asked * (1 + random * RETRY_AFTER_SPREAD);
	return { do: 'wait', delayMs: Math.round(Math.max(MIN_DELAY_MS, spread)), problem };
}

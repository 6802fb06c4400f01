import * as v from 'valibot';
import { ENTRY_IDS, FAILURE_CODES } from '../ids.ts';
import { HINT_SOURCES, INCIDENT_KINDS, type IncidentKind, PAGE_CAUSES } from './kinds.ts';

/** More than a call's TURN servers and their ports; what comes after is not read. */
export const MAX_URLS = 10;
/** A host of 253 characters (RFC 1035) with scheme and port. */
const MAX_URL = 280;

const url = v.pipe(v.string(), v.maxLength(MAX_URL), v.regex(/^(?:https|wss|turn):[^\s?#@]+(?:\?transport=udp)?$/));
export const OriginSchema = v.pipe(v.string(), v.maxLength(MAX_URL), v.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?$/));

/** One sign of one failure, and nothing else of the message that carried it: closed words, hosts and ports. */
export const HintSchema = v.strictObject({
	source: v.picklist(HINT_SOURCES),
	kind: v.picklist(INCIDENT_KINDS),
	/** In the plan's normal form; no query, no path that the catalog does not name. */
	urls: v.optional(v.pipe(v.array(url), v.maxLength(MAX_URLS))),
	/** What the page itself already shows to be the reason. */
	cause: v.optional(v.picklist(PAGE_CAUSES)),
	/** Origins to be approved, where a frame was refused. */
	origins: v.optional(v.pipe(v.array(OriginSchema), v.maxLength(4))),
	/** The entries that a failed request falls under. */
	entries: v.optional(v.pipe(v.array(v.picklist(ENTRY_IDS)), v.maxLength(MAX_URLS))),
	/** How the network failed a request; none where the browser's error names no such cause. */
	code: v.optional(v.picklist(FAILURE_CODES)),
});
export type Hint = v.InferOutput<typeof HintSchema>;

/** Where the agent was when it happened. */
export type PageHost = 'ccp' | 'salesforce' | 'ingenius' | 'other';

/** What the softphone is doing; nothing but an incident's own checks runs unless it is idle. */
export const CALL_PHASES = ['idle', 'connecting', 'connected'] as const;
export type CallPhase = (typeof CALL_PHASES)[number];

/** Tab and frame of a page. */
export interface Where {
	readonly tab: number;
	readonly frame: number;
}

/** A call that one frame hears. */
export interface CallOn {
	readonly where: Where;
	readonly phase: Exclude<CallPhase, 'idle'>;
	/** ms since the epoch. */
	readonly at: number;
}

/** A failure noticed on a page: every hint of every source and frame, once. */
export interface Incident {
	readonly id: string;
	/** First and newest sign, ms since the epoch. */
	readonly at: number;
	readonly lastAt: number;
	readonly kind: IncidentKind;
	readonly hints: readonly Hint[];
	/** Failures that it stands for: a call each, when the cause outlasts several. */
	readonly occurrences: number;
}

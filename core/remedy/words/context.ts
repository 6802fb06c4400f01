import type { Environment } from '../../evidence/types.ts';
import type { FailureCode, FindingId } from '../../ids.ts';

/** What the sentences of a finding are made of. */
export interface WordContext {
	/** What the agent knows of the entries: "call audio", "sign-in". */
	readonly things: string;
	readonly hosts: readonly string[];
	/** Hosts, with the path where it is a path that was tried. */
	readonly places: readonly string[];
	/** What the agent loses, as a sentence: "Calls will fail." */
	readonly loss: string;
	readonly cause: FailureCode;
	/** "TCP 443" */
	readonly ports: string;
	readonly attempts: number;
	/** An attempt is still running. */
	readonly suspected: boolean;
	readonly browser: Environment['browser'];
	/** A product, an issuer, a number: what the rule found out. */
	readonly detail: string;
}

/** One or two sentences each: for the agent in everyday words, for IT exact. */
export interface Words {
	readonly agent: (context: WordContext) => string;
	readonly it: (context: WordContext) => string;
}

export type WordsOf<I extends FindingId> = Readonly<Record<I, Words>>;

/** Names spelled out before "and 3 more". */
const SPELLED = 4;

export function list(names: readonly string[]): string {
	const more = names.length - SPELLED;
	return more > 0 ? `${names.slice(0, SPELLED).join(', ')} and ${more} more` : names.join(', ');
}

/** "a does", "a, b do". */
export function which(names: readonly string[], one: string, many: string): string {
	return `${list(names)} ${names.length === 1 ? one : many}`;
}

export const tell = 'Send the details below to IT.';
export const blocks = ({ suspected }: WordContext) => (suspected ? 'seems to block' : 'blocks');
export const tries = ({ attempts }: WordContext) => `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
export const inBrackets = (detail: string) => (detail === '' ? '' : ` (${detail})`);

const CODES: Readonly<Partial<Record<FailureCode, string>>> = {
	'tcp-refused': 'the connection was refused',
	'tcp-reset':
		'the connection was reset; a reset right after the TLS ClientHello points to a filter on the server name',
	'tcp-timeout': 'no packet came back',
	'tls-timeout': 'TCP connects, the TLS handshake stays unanswered: a filter on the server name drops it',
	'dns-timeout': 'the name lookup stays unanswered',
};

/** How it failed; Chromium cannot tell an unanswered connect from an unanswered handshake, and the text says so. */
export function how({ cause, browser }: WordContext): string {
	const text = CODES[cause] ?? cause;
	const blurred = cause === 'tcp-timeout' && browser === 'chromium';
	return blurred
		? `${text} (this browser cannot tell an unanswered TCP connect from an unanswered TLS handshake)`
		: text;
}

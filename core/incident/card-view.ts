import type { EntryId } from '../ids.ts';
import type { Phase } from './explain.ts';
import type { OtherAllowlist } from './kinds.ts';

/** What the page may show: entry and remedy; no address, no proxy's name, no other entry's verdict. */
export interface CardView {
	readonly incident: string;
	readonly phase: Exclude<Phase, 'hidden'>;
	readonly title: string;
	readonly agent: string;
	/** What to tell IT, to copy. */
	readonly it?: string;
	readonly meanwhile: readonly string[];
	readonly entries: readonly { readonly id: EntryId | OtherAllowlist; readonly label: string }[];
	/** What is to be added to the allowlist, patterns and origins only. */
	readonly rules: readonly string[];
	/** Silencing this key silences this cause. */
	readonly key: string;
}

/** What the agent can do on it. */
export type CardAction = 'close' | 'silence' | 'details' | 'copy';

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface CardProps {
	readonly onAction: (action: CardAction, view: CardView) => void;
	/** What must stay visible: the softphone's frame, or the call controls of its page. */
	readonly keepFree: () => readonly Box[];
}

/** A card on the page, however it is drawn. */
export interface Card {
	show(view: CardView): void;
	/** Keeps it visible: without a beat it hides by itself, since a browser may end the script and leave its nodes. */
	beat(): void;
	remove(): void;
}

/** The element that carries it. */
export const CARD_TAG = 'linecheck-card';

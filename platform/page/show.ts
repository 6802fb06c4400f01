import {
	type Box,
	CARD_TAG,
	type Card,
	type CardAction,
	type CardProps,
	type CardView,
} from '../../core/incident/card-view.ts';
import { isCcpPage } from '../../core/incident/hosts.ts';
import { RECOVERY_MS } from '../../core/incident/rate.ts';
import { isOrphan } from './orphan.ts';

/** The good news stays so long, ms. */
const FIXED_MS = 8000;
const BEAT_MS = 1000;

export interface Shown {
	show(view: CardView | null): void;
}

/** Draws a card: the view itself is the entrypoint's choice. */
export type Draw = (props: CardProps) => Card;

interface ShowOptions {
	readonly draw: Draw;
	readonly onAction: (incident: string, action: CardAction | 'retry') => void;
	readonly signal: AbortSignal;
}

/** The card of this frame, while there is one: tries a standing cause again, and never outlives the extension. */
export function createShown({ draw, onAction, signal }: ShowOptions): Shown {
	let card: Card | undefined;
	let timers: ReturnType<typeof setTimeout>[] = [];
	let standing = '';

	function clear(): void {
		for (const timer of timers) clearTimeout(timer);
		timers = [];
		standing = '';
	}

	function take(): void {
		clear();
		card?.remove();
		card = undefined;
	}

	function act(action: CardAction, view: CardView): void {
		if (action === 'copy') void copy(view.it ?? '');
		else onAction(view.incident, action);
		if (action === 'close' || action === 'silence') take();
	}

	/** At 15 s, 30 s, then each minute: only while this very cause stands on the page. */
	function watchCause(view: CardView): void {
		if (standing === view.key) return;
		clear();
		standing = view.key;
		timers = RECOVERY_MS.map((ms) => setTimeout(() => onAction(view.incident, 'retry'), ms));
	}

	signal.addEventListener('abort', take);
	return {
		show: (view) => {
			if (view === null) return take();
			card ??= attend(draw({ onAction: act, keepFree }), signal);
			card.show(view);
			if (view.phase === 'final') watchCause(view);
			if (view.phase === 'fixed') {
				clear();
				timers = [setTimeout(take, FIXED_MS)];
			}
		},
	};
}

/** Keeps a card visible for as long as the extension that drew it is there. */
function attend(card: Card, signal: AbortSignal): Card {
	const beat = setInterval(() => (isOrphan() || signal.aborted ? end() : card.beat()), BEAT_MS);
	const end = (): void => {
		clearInterval(beat);
		card.remove();
	};
	return { ...card, remove: end };
}

/** A card of an earlier life of the extension, which nobody owns any more. */
export function removeStale(): void {
	for (const stale of document.querySelectorAll(CARD_TAG)) stale.remove();
}

/** The softphone's frame; in its own page, its controls. */
function keepFree(): readonly Box[] {
	const controls = isCcpPage(location) ? 'button, [role=button], input, select, a[href]' : 'iframe';
	const boxes = [...document.querySelectorAll(controls)].map((one) => one.getBoundingClientRect());
	// A frame of the whole page is the page, not the softphone.
	return boxes.filter(({ width, height }) => width > 0 && width * height < 0.6 * innerWidth * innerHeight);
}

async function copy(text: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		copyOld(text);
	}
}

/** Where a policy of the page bars the clipboard's own interface; nothing is put into the page for it. */
function copyOld(text: string): void {
	const give = (event: ClipboardEvent): void => {
		event.clipboardData?.setData('text/plain', text);
		event.preventDefault();
		event.stopImmediatePropagation();
	};
	addEventListener('copy', give, { capture: true, once: true });
	document.execCommand('copy');
	removeEventListener('copy', give, { capture: true });
}

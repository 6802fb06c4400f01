import type { Box } from '../../core/incident/card-view.ts';

const MARGIN = 16;
const STEP = 12;

/** Area that two boxes share, px². */
function shared(a: Box, b: Box): number {
	const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
	const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
	return width > 0 && height > 0 ? width * height : 0;
}

interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Place {
	/** The `inset` that puts the card there. */
	readonly css: string;
	/** What it covers of what must stay free, px². */
	readonly covered: number;
}

/** Every place along the right, then the left edge, from the bottom up: 12 px apart. */
function places(card: Size, view: Size): readonly { readonly left: number; readonly top: number }[] {
	const highest = Math.max(MARGIN, view.height - MARGIN - card.height);
	const tops = Array.from({ length: Math.ceil((highest - MARGIN) / STEP) + 1 }, (_, i) =>
		Math.max(MARGIN, highest - i * STEP),
	);
	return [view.width - MARGIN - card.width, MARGIN].flatMap((left) => tops.map((top) => ({ left, top })));
}

/** Where a card covers least of what must stay free (the softphone's frame, its controls): lower right first. */
export function placeCard(card: Size, view: Size, keepFree: readonly Box[]): Place {
	const tried = places(card, view).map(({ left, top }): Place => {
		const box = { left, top, right: left + card.width, bottom: top + card.height };
		return { css: `${top}px auto auto ${left}px`, covered: keepFree.reduce((sum, free) => sum + shared(box, free), 0) };
	});
	return tried.reduce((best, place) => (place.covered < best.covered ? place : best));
}

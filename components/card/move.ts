/** Step of an arrow key, px. */
const STEP = 20;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-STEP, 0],
	ArrowRight: [STEP, 0],
	ArrowUp: [0, -STEP],
	ArrowDown: [0, STEP],
};

export interface Handles {
	readonly drag: HTMLElement;
	readonly keys: HTMLElement;
}

/** Lets the handles move the card, by pointer and by arrow keys, never out of the window. */
export function makeMovable(card: HTMLElement, { drag, keys }: Handles, moved: () => void): void {
	let from: { readonly x: number; readonly y: number } | undefined;

	function moveTo(left: number, top: number): void {
		const { width, height } = card.getBoundingClientRect();
		const x = Math.max(0, Math.min(left, innerWidth - width));
		const y = Math.max(0, Math.min(top, innerHeight - height));
		card.style.inset = `${y}px auto auto ${x}px`;
		moved();
	}

	drag.addEventListener('pointerdown', (event) => {
		if (event.target instanceof HTMLButtonElement && event.target !== keys) return;
		const { left, top } = card.getBoundingClientRect();
		from = { x: event.clientX - left, y: event.clientY - top };
		drag.setPointerCapture(event.pointerId);
	});
	drag.addEventListener('pointermove', (event) => {
		if (from) moveTo(event.clientX - from.x, event.clientY - from.y);
	});
	drag.addEventListener('pointerup', () => {
		from = undefined;
	});
	keys.addEventListener('keydown', (event) => {
		const step = ARROWS[event.key];
		if (!step) return;
		event.preventDefault();
		const { left, top } = card.getBoundingClientRect();
		moveTo(left + step[0], top + step[1]);
	});
}

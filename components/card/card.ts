import { CARD_TAG, type Card, type CardAction, type CardProps, type CardView } from '../../core/incident/card-view.ts';
import style from './card.css?inline';
import { makeMovable } from './move.ts';
import { placeCard } from './place.ts';

const element = <K extends keyof HTMLElementTagNameMap>(
	tag: K,
	props: Partial<HTMLElementTagNameMap[K]> = {},
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
	const made = Object.assign(document.createElement(tag), props);
	made.append(...children);
	return made;
};

/** Screen readers look at a new region within this time. */
const ANNOUNCE_MS = 150;

/** The card on the page: plain DOM in a closed shadow root, so that the page can neither style nor read it. */
export function createCard({ onAction, keepFree }: CardProps): Card {
	const host = document.createElement(CARD_TAG);
	let view: CardView | undefined;
	let moved = false;
	const act = (action: CardAction) => (): void => view && onAction(action, view);
	const parts = build(act, place);
	host.attachShadow({ mode: 'closed' }).append(element('style', { textContent: style }), parts.card);
	makeMovable(parts.card, parts.handles, () => {
		moved = true;
	});

	/** Where it covers nothing of the softphone; with no such place only its title bar is shown, opened by a click. */
	function place(): void {
		if (moved) return;
		const spot = () =>
			placeCard(parts.card.getBoundingClientRect(), { width: innerWidth, height: innerHeight }, keepFree());
		const found = spot();
		const folded = found.covered > 0 && !parts.unfolded();
		parts.card.classList.toggle('folded', folded);
		parts.card.style.inset = (folded ? spot() : found).css;
	}

	return {
		show: (next) => {
			view = next;
			if (!host.isConnected) document.documentElement.append(host);
			// A live region must stand before its text: else nothing is announced.
			setTimeout(() => parts.said.replaceChildren(`${next.title}. ${next.agent}`), ANNOUNCE_MS);
			parts.card.dataset.phase = next.phase;
			parts.heading.textContent = next.title;
			parts.body.replaceChildren(...bodyOf(next));
			parts.footer.replaceChildren(...buttonsOf(next, act));
			place();
		},
		beat: () => {
			for (const animation of parts.card.getAnimations()) animation.currentTime = 0;
		},
		remove: () => host.remove(),
	};
}

function build(act: (action: CardAction) => () => void, place: () => void) {
	let open = false;
	const button = (props: Partial<HTMLButtonElement>, text: string) =>
		element('button', { type: 'button', ...props }, text);
	const heading = element('h2', { id: 'title' });
	const said = element('p', { className: 'said', role: 'status' });
	const body = element('div', { className: 'body' });
	const footer = element('footer');
	const move = button({ title: 'Move: drag, or arrow keys', ariaLabel: 'Move with the arrow keys' }, '⠿');
	const unfold = button({ className: 'unfold', title: 'Show', ariaLabel: 'Show the whole message' }, '▾');
	const close = button({ title: 'Close', ariaLabel: 'Close', onclick: act('close') }, '×');
	const header = element('header', {}, move, element('span', {}, 'Linecheck'), heading, unfold, close);
	const card = element('section', { className: 'card' }, header, body, footer, said);
	card.setAttribute('aria-labelledby', 'title');
	card.onkeydown = (event) => {
		// No shortcut of the page is meant.
		event.stopPropagation();
		if (event.key === 'Escape') act('close')();
	};
	unfold.onclick = () => {
		open = true;
		place();
		// The button goes.
		move.focus();
	};
	return { card, heading, body, footer, said, handles: { drag: header, keys: move }, unfolded: () => open };
}

function bodyOf({ agent, entries, rules, meanwhile }: CardView): HTMLElement[] {
	const named = entries.map(({ label }) => label).join(', ');
	return [
		element('p', {}, agent),
		...listed(named && `Missing: ${named}`, rules, 'rules'),
		...listed(meanwhile.length > 0 && 'Meanwhile', meanwhile, 'meanwhile'),
	];
}

function listed(title: string | false, items: readonly string[], className: string): HTMLElement[] {
	if (!title) return [];
	const list = element('ul', { className }, ...items.map((item) => element('li', {}, item)));
	return [element('h3', {}, title), ...(items.length > 0 ? [list] : [])];
}

function buttonsOf({ phase, it }: CardView, act: (action: CardAction) => () => void): HTMLElement[] {
	if (phase === 'checking' || phase === 'fixed') return [];
	const button = (text: string, action: CardAction) =>
		element('button', { type: 'button', className: action, onclick: act(action) }, text);
	return [
		...(it ? [button('Copy for IT', 'copy')] : []),
		button('Full result', 'details'),
		button("Don't show again", 'silence'),
	];
}

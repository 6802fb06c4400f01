import { createCard } from '../../../components/card/card.ts';
import { type CardFacts, cardView } from '../../../core/incident/card.ts';
import type { CardView } from '../../../core/incident/card-view.ts';
import type { Incident } from '../../../core/incident/types.ts';
import { STARTED_AT } from '../../fixtures/reports/build.ts';
import { events } from './actions.ts';

const incident: Incident = {
	id: 'i',
	at: STARTED_AT,
	lastAt: STARTED_AT,
	kind: 'ice-collection-timeout',
	hints: [{ source: 'frame', kind: 'frame-refused', origins: ['https://acme.my.salesforce.com'] }],
	occurrences: 1,
};
const audio = {
	cause: 'turn-unanswered',
	entries: ['connect.media.turn'],
	rules: ['Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com'],
} as const;
const NOTHING = { entries: [], rules: [] } as const;

const facts = (explanation: CardFacts['explanation'], call: CardFacts['call'] = 'idle'): CardFacts => ({
	incident,
	explanation,
	call,
	isSetUp: true,
});

/** The card in each of its phases. */
export const CARDS: Readonly<Record<string, CardFacts>> = {
	'card-checking': facts({ phase: 'checking', ...NOTHING }),
	'card-suspected': facts({ phase: 'suspected', ...audio }),
	'card-final': facts({ phase: 'final', ...audio }),
	'card-connected': facts({ phase: 'final', ...audio }, 'connected'),
	'card-fixed': facts({ phase: 'fixed', ...audio }),
	'card-nothing': facts({ phase: 'not-network', ...NOTHING, cleared: true }),
	'card-not-set-up': { ...facts({ phase: 'not-network', ...NOTHING }), isSetUp: false },
	'card-origin': facts({
		phase: 'not-network',
		cause: 'origin-not-approved',
		entries: ['connect.approved-origins'],
		rules: [],
	}),
};

/** Its shadow root is closed, to the test too: opened here, where the component asks for it. */
const closed = Element.prototype.attachShadow;
Element.prototype.attachShadow = function attach(this: Element, init) {
	return closed.call(this, { ...init, mode: 'open' });
};

const card = createCard({
	onAction: (action, { incident: id }) => events.push(`${action} ${id}`),
	keepFree: () => [...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect()),
});

export function showCard(name: string): boolean {
	const wanted = CARDS[name];
	const view: CardView | undefined = wanted && cardView(wanted);
	if (view) card.show(view);
	else card.remove();
	return view !== undefined;
}

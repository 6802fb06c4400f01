import { type ComponentChild, render } from 'preact';
import '../../../components/theme/base.css';
import { events, refuses } from './actions.ts';
import { CARDS, showCard } from './card.ts';
import { STATES } from './states.tsx';

const names = [...Object.keys(STATES), ...Object.keys(CARDS)];
const root = document.getElementById('root');

function Contents(): ComponentChild {
	return (
		<ul>
			{names.map((known) => (
				<li key={known}>
					<a href={`?state=${known}`}>{known}</a>
				</li>
			))}
		</ul>
	);
}

/** A page with a softphone, over which a card stands. */
function Phone(): ComponentChild {
	return (
		<main>
			<h1>Softphone</h1>
			<button type="button">Accept call</button>
		</main>
	);
}

function show(name: string): void {
	const state = STATES[name];
	if (root) render(state ? state() : showCard(name) ? <Phone /> : <Contents />, root);
}

show(new URLSearchParams(location.search).get('state') ?? '');
Object.assign(window, { gallery: { events, refuses, states: names, show } });

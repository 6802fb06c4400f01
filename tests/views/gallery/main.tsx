import { type ComponentChild, render } from 'preact';
import '../../../components/theme/base.css';
import { events, refuses } from './actions.ts';
import { STATES } from './states.tsx';

const root = document.getElementById('root');

function Contents(): ComponentChild {
	return (
		<ul>
			{Object.keys(STATES).map((known) => (
				<li key={known}>
					<a href={`?state=${known}`}>{known}</a>
				</li>
			))}
		</ul>
	);
}

function show(name: string): void {
	const state = STATES[name];
	if (root) render(state ? state() : <Contents />, root);
}

show(new URLSearchParams(location.search).get('state') ?? '');
Object.assign(window, { gallery: { events, refuses, states: Object.keys(STATES), show } });

import { render } from 'preact';
import '../../../components/theme/base.css';
import { clipboard, events } from './actions.ts';
import { STATES } from './states.tsx';

const name = new URLSearchParams(location.search).get('state') ?? '';
const root = document.getElementById('root');
const state = STATES[name];
if (root && state) render(state(), root);
if (root && !state) {
	const links = Object.keys(STATES).map((known) => (
		<li key={known}>
			<a href={`?state=${known}`}>{known}</a>
		</li>
	));
	render(<ul>{links}</ul>, root);
}
Object.assign(window, { gallery: { events, clipboard, states: Object.keys(STATES) } });

import { browser } from 'wxt/browser';
import type { Headline } from '../core/report/types.ts';

/** A mark and a word beside the colour: the badge must be readable without it. */
const BADGES = {
	yes: { text: '', color: '#1a7f37', title: 'Linecheck: you can take calls' },
	no: { text: '!', color: '#b42318', title: 'Linecheck: calls will fail here' },
	unknown: { text: '?', color: '#7a5d00', title: 'Linecheck: could not tell' },
	running: { text: '…', color: '#1f5fbf', title: 'Linecheck: checking' },
} as const;

export async function showBadge(state: Headline['calls'] | 'running'): Promise<void> {
	const { text, color, title } = BADGES[state];
	await Promise.all([
		browser.action.setBadgeText({ text }),
		browser.action.setBadgeBackgroundColor({ color }),
		browser.action.setTitle({ title }),
	]);
}

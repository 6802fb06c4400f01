import { turnUrlsIn } from '../../core/incident/turn-urls.ts';

/** Longest text that is looked at, characters: a banner is a sentence. */
const MAX_TEXT = 2000;
/** Changes that are looked at in one go: a page that rebuilds itself is no banner. */
const MAX_NODES = 200;

/** Watches the CCP's page for a TURN URL: its error sentence comes in the agent's language, the URL in none. */
export function watchBanner(onBanner: (urls: string[]) => void, signal: AbortSignal): void {
	let shown = '';
	const observer = new MutationObserver((records) => {
		const nodes = records.flatMap(({ addedNodes, target }) => [...addedNodes, target]).slice(0, MAX_NODES);
		const urls = nodes.map(textOf).flatMap(turnUrlsIn);
		const key = urls.join(' ');
		if (urls.length === 0 || key === shown) return;
		shown = key;
		onBanner([...new Set(urls)]);
	});
	observer.observe(document, { subtree: true, childList: true, characterData: true });
	signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

/** The text of an element or text node that is short enough to be a sentence and holds the word. */
function textOf(node: Node): string {
	if (node instanceof HTMLScriptElement || node instanceof HTMLStyleElement) return '';
	const text = node.textContent ?? '';
	return text.length <= MAX_TEXT && /turns?:/i.test(text) ? text : '';
}

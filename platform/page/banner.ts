import { turnUrlsIn } from '../../core/incident/turn-urls.ts';

/** Longest text that is looked at, characters: a banner is a sentence. */
const MAX_TEXT = 2000;
/** Text nodes that are looked at of one change, and changes in one go: a page that rebuilds itself is no banner. */
const MAX_NODES = 100;
/** What is no word of the CCP to its agent: code, and what people write to one another. */
const NOT_SAID = 'script,style,template,noscript,[contenteditable],[role=log],[role=feed]';

/** Watches the CCP's page for a TURN URL: its error sentence comes in the agent's language, the URL in none. */
export function watchBanner(onBanner: (urls: string[]) => void, signal: AbortSignal): void {
	let shown = '';
	const observer = new MutationObserver((records) => {
		const nodes = records
			.slice(0, MAX_NODES)
			.flatMap(({ addedNodes, target, type }) => (type === 'childList' ? [...addedNodes] : [target]));
		const urls = [...new Set(nodes.map(sentenceOf).flatMap(turnUrlsIn))];
		const key = urls.join(' ');
		if (urls.length === 0 || key === shown) return;
		shown = key;
		onBanner(urls);
	});
	observer.observe(document, { subtree: true, childList: true, characterData: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

/** The text that an agent can read of a changed node and of what stands right beside it; empty where it is no sentence. */
function sentenceOf(node: Node): string {
	const text = textOf(node);
	if (text.length > MAX_TEXT || !/turns?:/i.test(text)) return '';
	// A page may put the URL into the sentence as an element of its own.
	const around = node.parentNode && node instanceof Text ? textOf(node.parentNode) : '';
	return around.length <= MAX_TEXT ? `${text} ${around}` : text;
}

const isSaid = ({ parentElement }: Node) => parentElement !== null && parentElement.closest(NOT_SAID) === null;

function textOf(node: Node): string {
	const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
	let text = '';
	let current: Node | null = node instanceof Text ? node : walker.nextNode();
	for (let seen = 0; current && seen < MAX_NODES && text.length <= MAX_TEXT; seen += 1) {
		if (isSaid(current)) text += current.nodeValue;
		current = walker.nextNode();
	}
	return text;
}

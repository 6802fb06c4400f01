/** Events of the CCP go to whoever embeds it; a CCP on its own posts to itself, as the real one does. */
export function post(event: string, data: unknown): void {
	window.parent.postMessage({ event, data }, '*');
}

interface Command {
	readonly lab: string;
}

const isCommand = (data: unknown): data is Command => typeof data === 'object' && data !== null && 'lab' in data;

/** Commands of the test come down the frames under a name that no product uses. */
export function onCommand(run: (command: string) => void): void {
	window.addEventListener('message', ({ data }) => {
		if (isCommand(data)) run(data.lab);
	});
}

/** What the test waits for and measures from, up to the tab's own page. */
export function tellTest(what: string, at = Date.now()): void {
	window.top?.postMessage({ labTold: what, at }, '*');
}

/** Answers Streams: without it the embedding page never starts. */
export function answerStreams(): void {
	window.addEventListener('message', ({ data, source }) => {
		if (source === window || data?.event !== 'synchronize') return;
		post('acknowledge', { id: 'lab' });
	});
	post('acknowledge', { id: 'lab' });
}

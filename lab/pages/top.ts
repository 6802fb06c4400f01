// In the tab's own page: what the CCP told the test, and the way down for the test's commands.

interface Told {
	readonly labTold: string;
	readonly at: number;
}

const told: Record<string, number> = {};
/** Events of Streams and the CCP that this page hears, in their order. */
const heard: string[] = [];
Object.assign(window, {
	lab: {
		told,
		heard,
		ring: () => {
			const frame = document.querySelector('iframe');
			(frame?.contentWindow ?? window).postMessage({ lab: 'ring' }, '*');
		},
	},
});

const isTold = (data: unknown): data is Told => typeof data === 'object' && data !== null && 'labTold' in data;
window.addEventListener('message', ({ data }) => {
	if (isTold(data)) told[data.labTold] ??= data.at;
	if (typeof data?.event === 'string') heard.push(data.event);
});

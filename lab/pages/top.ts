// In the tab's own page: what the CCP told the test, and the way down for the test's commands.

interface Told {
	readonly labTold: string;
	readonly at: number;
}

const told: Record<string, number> = {};
/** Everything that this page hears, in its order, but the test's own words. */
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
	else if (data?.lab === undefined) heard.push(JSON.stringify(data));
});

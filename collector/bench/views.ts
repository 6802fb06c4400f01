import { createHash } from 'node:crypto';
import { startCollector } from '../tests/process.ts';
import { PASSWORD } from '../tests/support.ts';

/** Every view, with and without filters, as the dashboard asks for it. */
const ASKED = {
	now: 'now?range=24h',
	'now, one site': 'now?site=site-003',
	'now, one entry': 'now?entry=connect.media.turn',
	site: 'site?site=site-003',
	'site, home workers': 'site?site=home',
	agent: 'agent?agent=AGENT',
	'timeline, 24 hours': 'timeline?range=24h',
	'timeline, 7 days': 'timeline?range=7d',
	'timeline, 30 days': 'timeline?range=30d',
	'timeline, 30 days, one site': 'timeline?range=30d&site=site-003',
	'timeline, 30 days, one entry': 'timeline?range=30d&entry=connect.media.turn',
	'filters’ options': 'options?',
} as const;

export interface ViewTime {
	readonly view: string;
	readonly median: number;
	readonly p95: number;
}

export const quantile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** Times of each view over HTTP, in ms, from a collector that has just been started; no answer comes from its cache. */
export async function timeViews(folder: string, times: number): Promise<ViewTime[]> {
	const running = await startCollector(folder);
	const session = await fetch(`${running.url}/api/session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: 'supervisor', password: PASSWORD }),
	});
	const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
	const ask = async (path: string): Promise<unknown> => {
		const unique = createHash('sha1')
			.update(path + Math.random())
			.digest('hex');
		const response = await fetch(`${running.url}/api/${path}&nonce=${unique}`, { headers: { Cookie: cookie } });
		if (!response.ok) throw new Error(`${path} answered ${response.status}`);
		return response.json();
	};
	const site = (await ask(ASKED.site)) as { 'site-agents': { agent: string }[] };
	const agent = site['site-agents'][0]?.agent ?? '';
	const results: ViewTime[] = [];
	for (const [view, path] of Object.entries(ASKED))
		results.push({ view, ...(await timed(() => ask(path.replace('AGENT', agent)), times)) });
	await running.kill('SIGTERM');
	return results;
}

async function timed(
	ask: () => Promise<unknown>,
	times: number,
): Promise<{ readonly median: number; readonly p95: number }> {
	const took: number[] = [];
	for (let index = 0; index < times; index++) {
		const started = performance.now();
		await ask();
		took.push(performance.now() - started);
	}
	took.sort((a, b) => a - b);
	return { median: Math.round(quantile(took, 0.5)), p95: Math.round(quantile(took, 0.95)) };
}

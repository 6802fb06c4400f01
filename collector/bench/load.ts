import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntryVerdict } from '../../core/diagnosis/types.ts';
import { ENTRY_IDS } from '../../core/ids.ts';
import { callEvent, runEvents } from '../../core/telemetry/events.ts';
import { reportWith, runOf } from '../../core/telemetry/fixtures.ts';
import { startCollector, TOKEN } from '../tests/process.ts';
import { iso, requestOf, scratch } from '../tests/support.ts';
import { countProcessors, type Processors } from './processors.ts';
import { quantile } from './views.ts';

/** Events of one request: what an outbox sends after a quarter of an hour or so. */
const EVENTS = 20;
const RUNS = 4;

/** Stands in a body for what makes each request another one. */
const MARK = '@@@@';
const newId = () => `${MARK}${randomUUID().slice(MARK.length)}`;

/** A request of a made-up agent, with all 28 verdicts in each run. */
function body(): string {
	const reachable: EntryVerdict = { verdict: 'reachable', attempts: 1, targets: {} };
	const verdicts = Object.fromEntries(ENTRY_IDS.map((entry) => [entry, reachable]));
	const runs = Array.from({ length: RUNS }, (_, index) =>
		runEvents(runOf(reportWith(newId(), verdicts, iso(Date.now() - index * 1000)))),
	).flat();
	const calls = Array.from({ length: EVENTS - RUNS }, () =>
		callEvent({ id: newId(), at: Date.now(), outcome: 'good', iceMs: 90, networkId: 'n' }),
	);
	return JSON.stringify(requestOf(newId(), [...runs, ...calls]));
}

/** Connections are kept, as a proxy in front keeps them; a plain request, so that sending costs less than receiving. */
const agent = new Agent({ keepAlive: true });

/** Status of the answer; 0: none came. */
const post = (url: string, body: string): Promise<number> =>
	new Promise((resolve) => {
		const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
		const sent = request(`${url}/v1/logs`, { method: 'POST', agent, headers }, (response) => {
			response.on('end', () => resolve(response.statusCode ?? 0)).resume();
		});
		// a kept connection that the server closed meanwhile: once more, as a browser does
		const again = () => (sent.reusedSocket ? resolve(post(url, body)) : resolve(0));
		sent.on('error', again).end(body);
	});

export interface LoadResult {
	readonly wanted: number;
	readonly perSecond: number;
	readonly seconds: number;
	readonly events: number;
	readonly refused: number;
	readonly p50: number;
	readonly p99: number;
	readonly max: number;
	readonly processors: Processors;
}

/** Sends at a fixed rate, whatever the answers take (an open loop: a slow answer delays no other request). */
export async function load(perSecond: number, seconds: number): Promise<LoadResult> {
	const running = await startCollector(scratch());
	const bodies = Array.from({ length: 200 }, body);
	const took: number[] = [];
	let refused = 0;
	const one = async (text: string) => {
		const started = performance.now();
		const status = await post(running.url, text);
		if (status === 200) took.push(performance.now() - started);
		else refused += 1;
	};
	const processors = countProcessors(running.process.pid ?? 0);
	const requests = Math.round((perSecond / EVENTS) * seconds);
	const started = performance.now();
	const pending: Promise<void>[] = [];
	for (let index = 0; index < requests; index++) {
		const due = started + (index * EVENTS * 1000) / perSecond;
		await sleep(Math.max(0, due - performance.now()));
		pending.push(one(fresh(bodies[index % bodies.length] ?? '', index)));
	}
	await Promise.all(pending);
	const elapsed = (performance.now() - started) / 1000;
	const used = processors();
	await running.kill('SIGTERM');
	took.sort((a, b) => a - b);
	return {
		wanted: perSecond,
		perSecond: Math.round((took.length * EVENTS) / elapsed),
		seconds: Math.round(elapsed * 10) / 10,
		events: took.length * EVENTS,
		refused,
		p50: Math.round(quantile(took, 0.5)),
		p99: Math.round(quantile(took, 0.99)),
		max: Math.round(took.at(-1) ?? 0),
		processors: used,
	};
}

/** Another agent and other uids than the last time this body was sent: nothing is a replay. */
const fresh = (text: string, index: number): string => text.replaceAll(MARK, index.toString(36).padStart(4, '0'));

import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from '../../core/telemetry/delivery.ts';
import { sender } from '../../core/telemetry/fixtures.ts';
import { TELEMETRY_GROUPS } from '../../core/telemetry/groups.ts';
import { encodeLogs, type TelemetryEvent } from '../../core/telemetry/otlp.ts';
import { resourceOf } from '../../core/telemetry/resource.ts';
import { createOutbox, type Outbox } from '../../platform/outbox/outbox.ts';
import { type OutboxStore, openStore } from '../../platform/outbox/store.ts';
import { readTables } from '../api/tables.ts';
import type { Store } from '../store/store.ts';
import { createTruth, skewOf, type Truth } from './oracle.ts';
import { collectorOn, HOUR, openScratch, random } from './support.ts';

const MINUTE = 60_000;
const AGENTS = 12;
/** Each agent checks and calls so often. */
const EVERY = 20 * MINUTE;
const STEP = 5 * MINUTE;

const chance = random(5);
const began = Math.floor(Date.now() / HOUR) * HOUR - 5 * HOUR;
let clock = began;
let isDown = false;
let isFaulty = true;
let store: Store;
let collector: Awaited<ReturnType<typeof collectorOn>>;
let token: string;
const seen = { silent: 0, twice: 0, deaths: 0 };

beforeAll(async () => {
	store = await openScratch();
	collector = await collectorOn(store, () => clock);
	token = await collector.tokens.issue('Lisbon');
});
afterAll(() => store.close());

/** An agent's own outbox, on a clock that may be wrong. Its worker may end at any moment: only the disk outlives it. */
class Agent {
	readonly id: string;
	readonly skew: number;
	#disk: OutboxStore;
	#outbox: Outbox;
	#end: () => void = () => undefined;
	#wakeAt: number | undefined;

	constructor(index: number) {
		this.id = `agent-${index}`;
		this.skew = skewOf(index);
		this.#disk = openStore(this.#now, this.id);
		this.#outbox = this.#live();
	}

	#now = () => clock - this.skew;

	#live(): Outbox {
		const { id } = this;
		return createOutbox({
			store: this.#disk,
			destination: async () => ({
				url: 'u',
				token,
				groups: TELEMETRY_GROUPS,
				resource: resourceOf({ ...sender, installId: id }),
				version: '0.1.0',
				id: 'u t',
			}),
			post: ({ resource, version }, events) => this.#post(JSON.stringify(encodeLogs(resource, events, version))),
			wakeAt: async (time) => {
				this.#wakeAt = time;
			},
			changed: async () => undefined,
			now: this.#now,
			random: chance,
			newId: () => `${id}-loss-${clock}`,
		});
	}

	async #post(body: string): Promise<Answer> {
		if (isDown) {
			seen.silent += 1;
			return { kind: 'silent' };
		}
		const fate = isFaulty ? chance() : 1;
		if (fate < 0.1) return this.#die();
		const first = await collector.post(body, token);
		if (fate < 0.2) return this.#die();
		// a proxy that lost the answer sends it again
		const again = await collector.post(body, token);
		seen.twice += 1;
		return { kind: 'answered', status: again.status, body: await first.text() };
	}

	/** The worker ends in the middle of sending: nobody hears the answer, and another life begins. */
	#die(): Promise<never> {
		seen.deaths += 1;
		this.#outbox = this.#live();
		this.#end();
		return new Promise(() => undefined);
	}

	async keep(events: readonly TelemetryEvent[]): Promise<void> {
		await this.#outbox.add(events);
		this.#wakeAt = this.#now();
	}

	/** Sends if it is time to. */
	async live(): Promise<void> {
		if (this.#wakeAt === undefined || this.#wakeAt > this.#now()) return;
		const died = new Promise<void>((resolve) => {
			this.#end = resolve;
		});
		await Promise.race([this.#outbox.flush(), died]);
	}

	queued = async (): Promise<number> => (await this.#disk.read()).queued;
}

/** Lives through the time up to `end`, or until nothing waits any more. */
async function pass(agents: readonly Agent[], end: number, step: (agent: Agent, index: number) => Promise<void>) {
	for (; clock < end; clock += STEP) {
		await Promise.all(agents.map(step));
		await Promise.all(agents.map((agent) => agent.live()));
	}
}

const work = (truth: Truth) => async (agent: Agent, index: number) => {
	if ((clock - began) % EVERY !== 0) return;
	const turn = (clock - began) / EVERY + index;
	await agent.keep(
		truth.happened(agent.id, clock + index, { bad: turn % 7 === 0, failed: turn % 5 === 0, skew: agent.skew }),
	);
};

it('an hour without a collector, clocks a day wrong, every batch twice, workers that end while they send: each thing counts once', async () => {
	const truth = createTruth();
	const agents = Array.from({ length: AGENTS }, (_, index) => new Agent(index));
	await pass(agents, began + HOUR, work(truth));
	isDown = true;
	await pass(agents, began + 2 * HOUR, work(truth));
	expect(await Promise.all(agents.map((agent) => agent.queued()))).toSatisfy((counts: number[]) =>
		counts.every((count) => count >= 2 * (HOUR / EVERY)),
	);
	isDown = false;
	await pass(agents, began + 4 * HOUR, work(truth));
	isFaulty = false;
	await pass(agents, began + 5 * HOUR, async () => undefined);

	expect(await Promise.all(agents.map((agent) => agent.queued()))).toEqual(agents.map(() => 0));
	console.log(`${seen.silent} requests into silence, ${seen.twice} sent twice, ${seen.deaths} workers ended`);
	expect(Math.min(seen.silent, seen.twice, seen.deaths)).toBeGreaterThan(10);
	const filters = { site: 'Lisbon', browser: '', entry: '', agent: '', range: '24h' } as const;
	const shown = await readTables(store, ['timeline-agents', 'timeline-calls'], filters, clock);
	const atWork = began + 4 * HOUR;
	const then = await readTables(store, ['now-summary', 'site-summary', 'site-missing'], filters, atWork);
	const { agents: ran, calls } = truth.expected();
	expect(shown['timeline-agents']).toEqual(ran.map((hour) => expect.objectContaining(hour)));
	expect(shown['timeline-calls']).toEqual(calls);
	const { unknown: _, ...standing } = truth.standing(atWork);
	expect(standing).toMatchObject({ reporting: AGENTS, unable: expect.toSatisfy((count) => count > 0) });
	expect(then['now-summary']).toEqual([truth.standing(atWork)]);
	expect(then['site-summary']).toEqual([{ ...standing, agents: AGENTS }]);
	expect(then['site-missing']).toMatchObject([{ entry: 'connect.media.turn', agents: standing.unable }]);
});

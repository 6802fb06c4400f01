import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellChanges } from '../alerts/alerts.ts';
import { payload } from '../alerts/webhook.ts';
import type { Webhook } from '../config.ts';
import type { Store } from '../store/store.ts';
import { collectorOn, HOUR, openScratch, requestOf, runAt } from './support.ts';

const MINUTE = 60_000;
let store: Store;
let clock = Date.now() - 24 * HOUR;
let collector: Awaited<ReturnType<typeof collectorOn>>;
let lisbon: string;
let told: { state: string; site: string; entry: string; agents: number; reporting: number; url?: string }[] = [];
/** Takes the message and never answers. */
const NEVER = 0;
let webhookStatus = 200;
const webhook = createServer(async (request, response) => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	if (webhookStatus !== 500) told.push(JSON.parse(Buffer.concat(chunks).toString()));
	if (webhookStatus !== NEVER) response.writeHead(webhookStatus).end();
});

beforeAll(async () => {
	store = await openScratch();
	collector = await collectorOn(store, () => clock);
	lisbon = await collector.tokens.issue('Lisbon');
	await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	webhook.close();
	await store.close();
});
beforeEach(() => {
	told = [];
});

let runs = 0;
/** Ten agents report; the first `missing` of them miss UDP 3478. */
async function report(missing: number): Promise<void> {
	for (let agent = 0; agent < 10; agent++) {
		await collector.post(requestOf(`a${agent}`, runAt(`run-${++runs}`, clock, agent < missing)), lisbon);
	}
}

/** `ahead`: of the collector's clock, ms. */
async function look(from: Store = store, ahead = 0): Promise<string[]> {
	const hooks: Webhook[] = [{ kind: 'json', url: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/` }];
	await tellChanges({
		store: from,
		webhooks: hooks,
		publicUrl: 'https://linecheck.example/',
		log: { warn: () => undefined },
		now: () => clock + ahead,
	});
	return told.map(({ state }) => state);
}

describe('alerts', () => {
	it('say nothing while little is missing', async () => {
		await report(1);
		expect(await look()).toEqual([]);
	});

	it('tell once that a site begins to fail', async () => {
		clock += MINUTE;
		await report(3);
		expect(await look()).toEqual(['failing']);
		expect(told[0]).toMatchObject({
			type: 'linecheck.alert',
			site: 'Lisbon',
			entry: 'connect.media.turn',
			agents: 3,
			reporting: 10,
			url: 'https://linecheck.example/site?site=Lisbon',
		});
		clock += MINUTE;
		expect(await look()).toEqual(['failing']);
	});

	it('tell at most one change an hour, and then how it stands', async () => {
		for (const missing of [0, 5, 0]) {
			clock += 10 * MINUTE;
			await report(missing);
			expect(await look()).toEqual([]);
		}
		clock += 35 * MINUTE;
		await report(0);
		expect(await look()).toEqual(['recovered']);
	});

	it('try again when a webhook did not take it', async () => {
		clock += 2 * HOUR;
		await report(10);
		webhookStatus = 500;
		expect(await look()).toEqual([]);
		webhookStatus = 200;
		expect(await look()).toEqual(['failing']);
	});

	it('go on to the next where one message is refused for its own sake, and try that one again', async () => {
		const aveiro = await collector.tokens.issue('Aveiro');
		const both = async (missing: boolean) => {
			clock += 2 * HOUR;
			await report(missing ? 10 : 0);
			await collector.post(requestOf('b0', runAt(`run-${++runs}`, clock, missing)), aveiro);
		};
		await both(false);
		await look();
		told = [];
		await both(true);
		webhookStatus = 400;
		expect(await look()).toEqual(['failing', 'failing']);
		webhookStatus = 200;
		expect(await look()).toEqual(['failing', 'failing', 'failing', 'failing']);
		expect(new Set(told.map(({ site }) => site))).toEqual(new Set(['Lisbon', 'Aveiro']));
		expect(await look()).toHaveLength(4);
		clock += 2 * HOUR;
		await collector.post(requestOf('b0', runAt(`run-${++runs}`, clock, false)), aveiro);
		await look();
	});

	it('tell nothing while it cannot be kept that it was told', async () => {
		clock += 2 * HOUR;
		await report(0);
		const full = { ...store, set: () => Promise.reject(new Error('no room')) };
		for (let times = 0; times < 2; times++) await expect(look(full)).rejects.toThrow('no room');
		expect(told).toEqual([]);
		expect(await look()).toEqual(['recovered']);
	});

	it('tell once who takes it without an answer', async () => {
		clock += 2 * HOUR;
		await report(10);
		webhookStatus = NEVER;
		for (let times = 0; times < 2; times++) expect(await look()).toEqual(['failing']);
		webhookStatus = 200;
		expect(await look()).toEqual(['failing']);
	}, 30_000);

	it('say which webhook failed, and tell the others', async () => {
		clock += 2 * HOUR;
		await report(0);
		const refused = createServer().listen(0, '127.0.0.1');
		await once(refused, 'listening');
		const { port } = refused.address() as AddressInfo;
		refused.close();
		const said: unknown[] = [];
		const urls = [`http://127.0.0.1:${port}/secret`, `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`];
		await tellChanges({
			store,
			webhooks: urls.map((url) => ({ kind: 'json', url })),
			log: { warn: (what: unknown) => void said.push(what) },
			now: () => clock,
		});
		expect(told.map(({ state }) => state)).toEqual(['recovered']);
		clock += 2 * HOUR;
		await report(10);
		await tellChanges({
			store,
			webhooks: urls.map((url) => ({ kind: 'json', url })),
			log: { warn: (what: unknown) => void said.push(what) },
			now: () => clock,
		});
		expect(told.map(({ state }) => state)).toEqual(['recovered', 'failing']);
		expect(said).toEqual([{ kind: 'json', host: `127.0.0.1:${port}`, error: expect.stringContaining('ECONNREFUSED') }]);
	});

	it('go on where the clock was set back', async () => {
		clock += 2 * HOUR;
		await report(0);
		expect(await look(store, 20 * MINUTE)).toEqual(['recovered']);
		clock += MINUTE;
		await report(10);
		expect(await look()).toEqual(['recovered', 'failing']);
		expect(await look()).toEqual(['recovered', 'failing']);
	});
});

describe('payload', () => {
	const alert = {
		state: 'failing',
		site: 'R&D <b>',
		entry: 'connect.media.turn',
		agents: 3,
		reporting: 10,
		at: '2026-09-01T09:00:00Z',
		url: 'https://x.example/',
	} as const;
	it('escapes what Slack would read as markup', () => {
		expect(payload('slack', alert)).toEqual({
			text: 'R&amp;D &lt;b&gt;: connect.media.turn is missing for 3 of 10 agents <https://x.example/|Open>',
		});
	});
	it('is no link in Teams, whatever a site is called', () => {
		expect(payload('teams', { ...alert, site: '[x](https://evil)' })).toMatchObject({
			attachments: [
				{ content: { body: [{ text: expect.stringMatching(/^\\\[x\\\]\\\(https:\/\/evil\\\): connect/) }] } },
			],
		});
	});
	it('is a card for Teams', () => {
		expect(payload('teams', alert)).toMatchObject({
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.card.adaptive',
					content: { body: [{ text: 'R&D <b>: connect.media.turn is missing for 3 of 10 agents' }] },
				},
			],
		});
	});
});

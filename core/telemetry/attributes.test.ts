import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, type AttributeSpec, EVENT_NAMES, TELEMETRY_GROUPS } from './attributes.ts';
import { dictionaryTables } from './dictionary.ts';
import { callEvent, incidentEvent, lossEvent, presenceEvent, runEvents } from './events.ts';
import { reportWith, runOf, sender, turnBlocked } from './fixtures.ts';
import { type AttributeValue, encodeLogs, type TelemetryEvent } from './otlp.ts';
import { permitted, resourceOf } from './resource.ts';

const context = { networkId: 'n', publicAddress: '8.8.8.8', clockSkewMs: 3_600_000 };
const head = { ...context, id: 'x', at: 0 };
/** Every event with every attribute that it can have. */
const everything: TelemetryEvent[] = [
	...runEvents(
		runOf(reportWith('r', { 'connect.media.turn': turnBlocked }), {
			previous: reportWith('q'),
			clockSkewMs: 3_600_000,
		}),
	),
	incidentEvent({ ...head, kind: 'k', entries: ['connect.transport'], cause: 'tcp-timeout', runId: 'r' }),
	callEvent({ ...head, outcome: 'failed', reason: 'r', iceMs: 1, signallingMs: 2, handshakeMs: 3 }),
	presenceEvent({ ...head, ccpOpen: false }),
	lossEvent({ ...head, count: 3, reason: 'full' }),
];
const resource = resourceOf(sender, TELEMETRY_GROUPS);

const typeOf = (value: AttributeValue): AttributeSpec['type'] => {
	if (typeof value === 'string') return 'string';
	if (typeof value === 'number') return 'int';
	if (typeof value === 'boolean') return 'bool';
	return Array.isArray(value) ? 'string[]' : 'map';
};
const sent = (name: string) => {
	const event = everything.find((candidate) => candidate.name === name);
	if (event === undefined) throw new Error(`no example of ${name}`);
	const encoded = encodeLogs({}, [event], '1').resourceLogs[0]?.scopeLogs[0]?.logRecords[0]?.attributes ?? [];
	return { event, keys: encoded.map(({ key }) => key).sort() };
};
const declared = (name: string) =>
	ATTRIBUTES.filter(({ on }) => on === 'every event' || (Array.isArray(on) && on.includes(name)))
		.map((spec) => spec.name)
		.sort();

describe('the registry', () => {
	it.each(EVENT_NAMES)('declares what %s carries, and nothing else', (name) => {
		expect(sent(name).keys).toEqual(declared(name));
	});

	it('declares the resource', () => {
		expect(Object.keys(resource).sort()).toEqual(
			ATTRIBUTES.filter(({ on }) => on === 'resource')
				.map(({ name }) => name)
				.sort(),
		);
	});

	it('declares the types', () => {
		const values = Object.entries(Object.assign({}, resource, ...everything.map(({ attributes }) => attributes)));
		expect(values.length).toBeGreaterThan(30);
		for (const [name, value] of values as [string, AttributeValue][]) {
			expect([name, ATTRIBUTES.find((spec) => spec.name === name)?.type]).toEqual([name, typeOf(value)]);
		}
	});

	it('is what docs/data-dictionary.md says', () => {
		const text = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
		expect(text).toContain(dictionaryTables().events);
		expect(text).toContain(dictionaryTables().attributes);
		expect(text.match(/^\| `/gm)?.length).toBe(ATTRIBUTES.length + EVENT_NAMES.length);
	});
});

describe('permitted', () => {
	it('sends no name unless it is turned on', () => {
		expect(resourceOf(sender)).not.toHaveProperty(['linecheck.agent.name']);
	});

	it('drops what is turned off', () => {
		const basic = permitted(everything, []);
		expect([...new Set(basic.map(({ name }) => name))]).toEqual([
			'linecheck.run',
			'linecheck.verdict',
			'linecheck.presence',
			'linecheck.loss',
		]);
		const text = JSON.stringify([basic, resourceOf(sender, [])]);
		expect(text).not.toMatch(/network\.|rules|user_agent|browser\.|os\.|Ada/);
	});

	it('never sends an attribute outside the registry', () => {
		const [run] = permitted(
			[{ ...(everything[0] as TelemetryEvent), attributes: { 'made.up': 'x' } }],
			TELEMETRY_GROUPS,
		);
		expect(run?.attributes).toEqual({});
	});
});

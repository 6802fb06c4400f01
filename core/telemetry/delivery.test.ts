import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, backOff, type Circumstances, decide, retryAfterMs } from './delivery.ts';

const NOW = Date.UTC(2026, 8, 1, 9);
const now: Circumstances = { events: 8, failures: 0, now: NOW, random: 0 };
const answered = (status: number, more: Partial<Extract<Answer, { kind: 'answered' }>> = {}): Answer => ({
	kind: 'answered',
	status,
	body: '',
	...more,
});

describe('decide', () => {
	it.each([
		['', 0],
		['{}', 0],
		['{"partialSuccess":{}}', 0],
		['{"partialSuccess":null}', 0],
		['{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"too-old"}}', 3],
		['{"partialSuccess":{"rejectedLogRecords":3}}', 3],
		['{"partialSuccess":{"rejectedLogRecords":"99"}}', 8],
		['{"partialSuccess":{"rejectedLogRecords":"-1"}}', 0],
	])('deletes what was acknowledged: %s', (body, rejected) => {
		expect(decide(answered(200, { body }), now)).toEqual({ do: 'delete', rejected });
	});

	it.each(['<html>Access denied by policy</html>', '"ok"', '{"partialSuccess":7}'])(
		'keeps everything where a block page says 200: %s',
		(body) => expect(decide(answered(200, { body }), now)).toMatchObject({ do: 'wait' }),
	);

	it.each([401, 403])('pauses at %i', (status) => expect(decide(answered(status), now)).toMatchObject({ do: 'pause' }));

	it.each([
		[400, 8, 'split'],
		[400, 1, 'drop'],
		[413, 8, 'split'],
		[413, 1, 'drop'],
	])('at %i with %i events: %s', (status, events, what) => {
		expect(decide(answered(status), { ...now, events })).toEqual({ do: what });
	});

	it.each([429, 502, 503, 504, 302, 404, 405, 408, 415, 500, 501])('waits and keeps at %i', (status) => {
		expect(decide(answered(status), now)).toMatchObject({ do: 'wait', delayMs: 1000 });
	});

	it('waits and keeps when nothing answers', () => {
		expect(decide({ kind: 'silent' }, { ...now, failures: 3, random: 0.5 })).toMatchObject({
			do: 'wait',
			delayMs: 8500,
		});
	});

	it('waits as long as it is asked to, a little later, never more than a day', () => {
		const asked = (retryAfter: string, random = 0) => decide(answered(503, { retryAfter }), { ...now, random });
		expect(asked('30')).toMatchObject({ delayMs: 30_000 });
		expect(asked('30', 0.999)).toMatchObject({ delayMs: 32_997 });
		expect(asked('0')).toMatchObject({ delayMs: 1000 });
		expect(asked('9999999')).toMatchObject({ delayMs: 86_400_000 });
	});

	it('deletes only what was acknowledged or refused by itself, whatever is answered', () => {
		const status = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(200, 400, 413));
		fc.assert(
			fc.property(
				status,
				fc.string(),
				fc.integer({ min: 1, max: 100 }),
				fc.string(),
				(code, body, events, retryAfter) => {
					const decision = decide(answered(code, { body, retryAfter }), { ...now, events });
					if (decision.do === 'delete') expect(code >= 200 && code < 300).toBe(true);
					if (decision.do === 'drop') expect([events, code]).toEqual([1, code === 400 ? 400 : 413]);
					if (decision.do === 'wait') expect(decision.delayMs).toBeGreaterThanOrEqual(1000);
				},
			),
		);
	});
});

describe('retryAfterMs', () => {
	const later = new Date(NOW + 90_000).toUTCString();
	it('reads seconds and dates', () => {
		expect(retryAfterMs('120', undefined, NOW)).toBe(120_000);
		expect(retryAfterMs(later, undefined, NOW)).toBe(90_000);
		expect(retryAfterMs(new Date(NOW - 5000).toUTCString(), undefined, NOW)).toBe(0);
	});

	it("measures a date by the server's clock, not by ours that is wrong by a day", () => {
		expect(retryAfterMs(later, new Date(NOW).toUTCString(), NOW - 86_400_000)).toBe(90_000);
	});

	it.each([undefined, '', 'soon', '-5s'])('takes nothing from %j', (header) => {
		expect(retryAfterMs(header, undefined, NOW)).toBeUndefined();
	});
});

it('backs off from a second to five minutes, never less, never more', () => {
	expect([0, 1, 5, 8, 50].map((failures) => backOff(failures, 0))).toEqual([1000, 1000, 1000, 1000, 1000]);
	expect([0, 1, 5, 8, 50].map((failures) => backOff(failures, 1))).toEqual([2000, 4000, 64_000, 300_000, 300_000]);
});

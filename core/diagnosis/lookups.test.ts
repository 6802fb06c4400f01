import { describe, expect, it } from 'vitest';
import type { Outcome } from '../evidence/types.ts';
import { readLookup } from './lookups.ts';

const no: Outcome = { kind: 'failed', code: 'dns-not-resolved' };
const waiting: Outcome = { kind: 'silent', code: 'dns-timeout', final: true };
const attempt = (at: number, end: number, outcome: Outcome) => ({ at, elapsedMs: end - at, outcome });

/** What each attempt comes to. */
const read = (...attempts: readonly ReturnType<typeof attempt>[]) =>
	attempts.map((one) => readLookup(one, attempts)).map((outcome) => 'code' in outcome && outcome.code);

describe('readLookup', () => {
	it('believes a resolver that says no at once', () => {
		expect(read(attempt(0, 5, no), attempt(5, 9, no))).toEqual(['dns-not-resolved', 'dns-not-resolved']);
	});

	it('takes a no after a long wait for silence', () => {
		expect(read(attempt(0, 3200, no), attempt(1500, 3201, no))).toEqual(['dns-timeout', 'dns-timeout']);
	});

	it('knows a lookup that outlived its round: Firefox 153, whose C library gives up after 10 s', () => {
		const first = [attempt(15, 4523, waiting), attempt(1515, 4524, waiting)];
		const second = [attempt(4808, 7815, waiting), attempt(5522, 7814, waiting)];
		const last = [attempt(7816, 10_073, no), attempt(9217, 10_075, no)];
		expect(read(...first, ...second, ...last)).toEqual(Array(6).fill('dns-timeout'));
	});

	it('knows it in Chromium 156 too, which gives up after 12 s and cannot tell what it waits for', () => {
		const silent: Outcome = { kind: 'silent', code: 'tcp-timeout', final: true };
		const rounds = [attempt(0, 4629, silent), attempt(4637, 7649, silent), attempt(7652, 10_664, silent)];
		const [, , , first, second] = read(...rounds, attempt(10_666, 12_083, no), attempt(11_375, 12_085, no));
		expect([first, second]).toEqual(['dns-timeout', 'dns-timeout']);
	});

	it('calls a TURN name that was waited for before unanswered by its resolver, not by its server', () => {
		const nameless: Outcome = { kind: 'failed', code: 'turn-not-resolved' };
		const waits = [attempt(5, 4006, waiting), attempt(4013, 7123, waiting)];
		expect(read(...waits, attempt(7125, 10_086, nameless))).toEqual(Array(3).fill('dns-timeout'));
		expect(read(attempt(0, 3200, nameless))).toEqual(['turn-unanswered']);
	});

	it('believes the no that comes at once after one that did not', () => {
		const attempts = [attempt(0, 4500, waiting), attempt(4600, 5050, no), attempt(5060, 5065, no)];
		expect(read(...attempts)).toEqual(['dns-timeout', 'dns-timeout', 'dns-not-resolved']);
	});

	it('leaves other outcomes alone', () => {
		expect(read(attempt(0, 9000, { kind: 'failed', code: 'tcp-reset' }))).toEqual(['tcp-reset']);
	});
});

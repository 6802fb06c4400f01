import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HINT_SOURCES, INCIDENT_KINDS } from './kinds.ts';
import { mergeHint, type Open, SAME_FAILURE_MS } from './merge.ts';
import { admitCheck, MAX_A_WINDOW, MAX_AN_HOUR, WINDOW_MS } from './rate.ts';
import type { Hint, Incident } from './types.ts';

const hint = (kind: Hint['kind'], source: Hint['source'] = 'streams'): Hint => ({ source, kind });
const first = mergeHint(undefined, { hint: hint('webrtc'), at: 1000, id: 'a' });
const open = (incident: Incident, standing = false): Open => ({ incident, standing });

describe('mergeHint', () => {
	it('takes all signs of one failure together and names it by the strongest', () => {
		const merged = mergeHint(open(first), { hint: hint('ice-collection-timeout', 'banner'), at: 9000, id: 'b' });
		expect(merged).toMatchObject({ id: 'a', at: 1000, lastAt: 9000, kind: 'ice-collection-timeout', occurrences: 1 });
		expect(merged.hints).toHaveLength(2);
	});

	it('starts another one after the silence between failures', () => {
		const at = 1000 + SAME_FAILURE_MS + 1;
		expect(mergeHint(open(first), { hint: hint('webrtc'), at, id: 'b' })).toMatchObject({
			id: 'b',
			at,
			occurrences: 1,
		});
	});

	it('counts a further call against a cause that still stands', () => {
		const at = 1000 + 60_000;
		const again = mergeHint(open(first, true), { hint: hint('webrtc'), at, id: 'b' });
		expect(again).toMatchObject({ id: 'a', occurrences: 2 });
		expect(mergeHint(open(first, true), { hint: hint('microphone'), at, id: 'b' }).id).toBe('b');
	});

	it('is one incident however many frames hear it, in whatever order', () => {
		const seen = fc.record({
			hint: fc.record({ source: fc.constantFrom(...HINT_SOURCES), kind: fc.constantFrom(...INCIDENT_KINDS) }),
			at: fc.integer({ min: 0, max: SAME_FAILURE_MS }),
		});
		fc.assert(
			fc.property(fc.array(seen, { minLength: 1, maxLength: 60 }), (all) => {
				const start: Incident | undefined = undefined;
				const merged = all.reduce<Incident | undefined>(
					(incident, one, index) => mergeHint(incident && open(incident), { ...one, id: String(index) }),
					start,
				);
				expect(merged?.id).toBe('0');
				expect(merged?.hints.length).toBeLessThanOrEqual(24);
				expect(new Set(merged?.hints.map((one) => JSON.stringify(one))).size).toBe(merged?.hints.length);
				const strongest = INCIDENT_KINDS.find((kind) => all.some((one) => one.hint.kind === kind));
				expect(merged?.kind).toBe(strongest);
			}),
		);
	});
});

describe('admitCheck', () => {
	it('keeps to its limits, whatever comes', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 400 }), (gaps) => {
				let now = 0;
				let times: number[] = [];
				const admitted: number[] = [];
				for (const gap of gaps) {
					now += gap;
					const next = admitCheck(times, now);
					if (next) {
						admitted.push(now);
						times = next;
					}
				}
				for (const [index, at] of admitted.entries()) {
					const before = admitted[index - MAX_A_WINDOW];
					if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(WINDOW_MS);
					expect(admitted.filter((other) => other <= at && at - other < 3_600_000).length).toBeLessThanOrEqual(
						MAX_AN_HOUR,
					);
				}
			}),
		);
	});
});

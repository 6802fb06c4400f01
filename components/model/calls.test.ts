import { expect, it } from 'vitest';
import type { CallOutcome } from '../../core/incident/calls.ts';
import type { IncidentRecord } from '../../core/incident/standing.ts';
import { callsView } from './calls.ts';

const good: CallOutcome = { at: Date.UTC(2026, 10, 3), result: 'good', setUpMs: {}, losses: 0, leg: 'call' };
const failed: CallOutcome = { ...good, result: 'failed', reason: 'ice-collection-timeout' };
const left: CallOutcome = { ...failed, reason: 'caller-left' };
const times = (count: number, call: CallOutcome) => Array.from({ length: count }, () => call);

it('judges the 2 percent rule above 200 calls alone', () => {
	expect(callsView([...times(190, good), ...times(10, failed)], []).judgement).toMatch(/^Too few/);
	expect(callsView([...times(240, good), ...times(10, failed)], [])).toMatchObject({
		summary: 'Calls: 250, failed: 10 (4.0 %), sound lost in mid-call: 0, since 2026-11-03',
		judgement: expect.stringMatching(/^Above .* IP ranges\.$/),
	});
	expect(callsView([...times(240, good), ...times(10, left)], []).judgement).toMatch(/^Within/);
});

it('counts transfers and conferences apart, and tells of the newest relay', () => {
	const media = { rttMs: 40.4, jitterMs: 1, lossPercent: 0, mos: 4.41 };
	const view = callsView(
		[
			{ ...good, media },
			{ ...good, leg: 'transfer', losses: 1 },
		],
		[],
	);
	expect(view.legs).toEqual(['Transfers: 1, failed: 0 (0.0 %), sound lost in mid-call: 1']);
	expect(view.relay).toContain('round trip 40 ms, jitter 1.0 ms, loss 0.0 %, mean opinion score 4.4');
});

it('lists failures, the newest first, with what was missing', () => {
	const first: IncidentRecord = {
		id: 'a',
		at: Date.UTC(2026, 10, 3, 9, 5),
		kind: 'ice-collection-timeout',
		phase: 'fixed',
		cause: 'turn-unanswered',
		entries: ['connect.media.turn'],
		occurrences: 2,
	};
	const second: IncidentRecord = {
		...first,
		id: 'b',
		kind: 'user-busy',
		cause: 'user-busy',
		entries: [],
		occurrences: 1,
	};
	const { failures } = callsView([], [first, { ...second, phase: 'not-network' }]);
	expect(failures.map(({ text }) => text)).toEqual([
		'2026-11-03 09:05 UTC: softphone busy; The softphone was busy',
		'2026-11-03 09:05 UTC: no media path: ICE collection ended without a relay candidate; Call audio (TURN); no answer on UDP 3478; 2 times; fixed since',
	]);
});

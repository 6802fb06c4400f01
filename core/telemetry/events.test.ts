import { describe, expect, it } from 'vitest';
import type { Report } from '../report/types.ts';
import { callEvent, incidentEvent, runEvents } from './events.ts';
import { reportWith, runOf, turnBlocked } from './fixtures.ts';

const NINE = Date.UTC(2026, 8, 1, 9);
const DAY = 86_400_000;
const good = reportWith('r1');
const bad = reportWith('r2', { 'connect.media.turn': turnBlocked });
const names = (input: Parameters<typeof runEvents>[0]) => runEvents(input).map(({ name }) => name);

/** The same report, with servers whose clocks say something else. */
const withSkew = (report: Report, ...skews: readonly number[]): Report => ({
	...report,
	evidence: skews.map((clockSkewMs, index) => ({
		target: `https://host-${index}/`,
		attempt: 1,
		at: 0,
		elapsedMs: 9,
		outcome: { kind: 'answered', proof: 'http', clockSkewMs },
	})),
});

describe('runEvents', () => {
	it('carries all verdicts, causes and the network of a run', () => {
		const [run] = runEvents(runOf(bad));
		expect(run).toMatchObject({ name: 'linecheck.run', uid: 'r2:run', at: NINE, severity: 'WARN' });
		expect(run?.attributes).toMatchObject({
			'linecheck.calls': 'no',
			'linecheck.verdicts': { 'connect.transport': 'reachable', 'connect.media.turn': 'blocked' },
			'linecheck.causes': { 'connect.media.turn': 'turn-unanswered' },
			'linecheck.run.duration': 1234,
			'linecheck.network.id': 'a1b2c3',
			'linecheck.network.prefix': '8.8.4.0/24',
		});
	});

	it('tells a verdict only when it changes', () => {
		expect(names(runOf(good))).toEqual(['linecheck.run']);
		expect(names(runOf(bad))).toEqual(['linecheck.run', 'linecheck.verdict']);
		expect(names(runOf(bad, { previous: bad }))).toEqual(['linecheck.run']);
		expect(names(runOf(good, { previous: bad }))).toEqual(['linecheck.run', 'linecheck.verdict']);
		const other = reportWith('r3', { 'connect.media.turn': { ...turnBlocked, cause: 'turn-not-resolved' } });
		expect(names(runOf(other, { previous: bad }))).toEqual(['linecheck.run', 'linecheck.verdict']);
	});

	it('names cause, rules and the verdict before', () => {
		const [, verdict] = runEvents(runOf(bad, { previous: good }));
		expect(verdict).toMatchObject({ uid: 'r2:verdict:connect.media.turn', severity: 'WARN' });
		expect(verdict?.attributes).toMatchObject({
			'linecheck.verdict': 'blocked',
			'linecheck.verdict.previous': 'reachable',
			'error.type': 'turn-unanswered',
			'linecheck.rules': ['Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com'],
		});
	});

	it('gives the same events the same uids', () => {
		expect(runEvents(runOf(bad))).toEqual(runEvents(runOf(bad)));
	});

	it('corrects a clock that is wrong by a day, by the median of the servers', () => {
		const [run] = runEvents(runOf(withSkew(good, -DAY, 5, -DAY)));
		expect(run).toMatchObject({ at: NINE - DAY, attributes: { 'linecheck.clock.skew': -DAY } });
	});

	it('leaves a clock that is right, and falls back on the skew last heard', () => {
		expect(runEvents(runOf(withSkew(good, 900)))[0]?.at).toBe(NINE);
		expect(runEvents(runOf(good, { clockSkewMs: DAY }))[0]?.at).toBe(NINE + DAY);
	});
});

describe('other events', () => {
	it('names no error of a call that was good', () => {
		const call = callEvent({ id: 'c1', at: NINE, outcome: 'good', reason: 'caller-left' });
		expect(call.attributes).toEqual({ 'linecheck.call.outcome': 'good' });
	});

	it('leaves out what is not known', () => {
		const call = callEvent({ id: 'c1', at: NINE, outcome: 'failed', reason: 'Ice Collection Timeout', iceMs: 8000 });
		expect(call.attributes).toEqual({
			'linecheck.call.outcome': 'failed',
			'error.type': 'Ice Collection Timeout',
			'linecheck.call.ice': 8000,
		});
		const incident = incidentEvent({
			id: 'i1',
			at: NINE,
			kind: 'ice_collection_timeout',
			entries: ['connect.media.turn'],
		});
		expect(incident.attributes).toEqual({
			'linecheck.incident.kind': 'ice_collection_timeout',
			'linecheck.entries': ['connect.media.turn'],
		});
	});
});

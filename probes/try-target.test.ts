import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SCHEDULES } from '../core/evidence/schedule.ts';
import type { Evidence, Outcome } from '../core/evidence/types.ts';
import type { Target } from '../core/plan/types.ts';
import { createSlots } from './slots.ts';
import { tryTarget } from './try-target.ts';
import type { Probe } from './types.ts';

const target: Target = {
	id: 'https://a.example/',
	kind: 'https',
	url: 'https://a.example/',
	host: 'a.example',
	port: 443,
	protocol: 'tcp',
	origin: 'published',
	entries: ['connect.participant'],
	knownToExist: true,
};
const answered: Outcome = { kind: 'answered', proof: 'http', status: 403 };
const refused: Outcome = { kind: 'failed', code: 'tcp-refused' };
const silent: Outcome = { kind: 'silent', code: 'tcp-timeout', final: true };

const silentProbe: Probe = (_, signal) =>
	new Promise((resolve) => signal.addEventListener('abort', () => resolve(silent), { once: true }));

async function evidenceOf(probe: Probe, slots = createSlots(), signal = new AbortController().signal) {
	const seen: Evidence[] = [];
	const emit = (evidence: Evidence): number => seen.push(evidence);
	const run = tryTarget(target, probe, { schedule: SCHEDULES.https, slots, signal, emit });
	await vi.advanceTimersByTimeAsync(10_000);
	await run;
	return seen.map(({ attempt, elapsedMs, outcome }) => ({ attempt, elapsedMs, outcome }));
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), ms);
		return controller.signal;
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

describe('tryTarget', () => {
	it('is content with one answer', async () => {
		expect(await evidenceOf(async () => answered)).toEqual([{ attempt: 1, elapsedMs: 0, outcome: answered }]);
	});

	it('tries again at once after a refusal', async () => {
		const seen = await evidenceOf(async () => refused);
		expect(seen).toEqual([
			{ attempt: 1, elapsedMs: 0, outcome: refused },
			{ attempt: 2, elapsedMs: 0, outcome: refused },
		]);
	});

	it('suspects before it is sure, and ends both attempts at the deadline', async () => {
		const { attemptsAtMs, suspectMs, deadlineMs } = SCHEDULES.https;
		const second = attemptsAtMs[1] ?? 0;
		const provisional = { ...silent, final: false };
		expect(await evidenceOf(silentProbe)).toEqual([
			{ attempt: 1, elapsedMs: suspectMs, outcome: provisional },
			{ attempt: 2, elapsedMs: suspectMs - second, outcome: provisional },
			{ attempt: 1, elapsedMs: deadlineMs, outcome: silent },
			{ attempt: 2, elapsedMs: deadlineMs - second, outcome: silent },
		]);
	});

	it('gives the silent attempt up where the host has no room for a second connection', async () => {
		const slots = createSlots(1);
		const seen = await evidenceOf(silentProbe, slots);
		expect(seen.map(({ attempt, elapsedMs }) => [attempt, elapsedMs])).toEqual([
			[1, SCHEDULES.https.attemptsAtMs[1]],
			[2, SCHEDULES.https.suspectMs - (SCHEDULES.https.attemptsAtMs[1] ?? 0)],
			[2, SCHEDULES.https.deadlineMs - (SCHEDULES.https.attemptsAtMs[1] ?? 0)],
		]);
		expect(slots.full('a.example')).toBe(false);
	});

	it('leaves no evidence when it is cancelled', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 1000);
		expect(await evidenceOf(silentProbe, createSlots(), cancel.signal)).toEqual([]);
	});

	it('calls a probe that throws our own failure', async () => {
		const seen = await evidenceOf(async () => Promise.reject(new TypeError('broken')));
		expect(seen[0]?.outcome).toEqual({ kind: 'failed', code: 'probe-refused', text: 'TypeError' });
	});
});

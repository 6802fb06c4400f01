import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { callPhase, endCalls, setCallPhase } from './call.ts';

const runner = { start: vi.fn(), cancel: vi.fn(), resume: vi.fn() };
const embedded = { tab: 1, frame: 4 };
const own = { tab: 2, frame: 0 };
const HOUR_MS = 3_600_000;

beforeEach(() => {
	vi.useRealTimers();
	fakeBrowser.reset();
});

it('ends a call with its tab', async () => {
	await setCallPhase('connected', embedded, runner);
	await endCalls(own.tab);
	expect(await callPhase()).toBe('connected');
	await endCalls(embedded.tab);
	expect(await callPhase()).toBe('idle');
});

it("keeps one frame's call while another one hears none", async () => {
	await setCallPhase('connected', embedded, runner);
	await setCallPhase('connecting', own, runner);
	expect(await callPhase()).toBe('connected');
	await setCallPhase('idle', embedded, runner);
	expect(await callPhase()).toBe('connecting');
});

it('forgets a call that nobody ended', async () => {
	await setCallPhase('connected', embedded, runner);
	vi.setSystemTime(Date.now() + 5 * HOUR_MS);
	expect(await callPhase()).toBe('idle');
});

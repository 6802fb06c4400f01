import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setCallPhase } from './call.ts';
import type { Runner } from './runner.ts';
import { registerSchedule, type Schedule } from './schedule.ts';
import { profileItem, telemetryItem } from './storage.ts';

const MINUTE = 60_000;
const NAME = 'scheduled-run';
const endpoint = 'https://logs.example.com';
const runner = { start: vi.fn(async () => undefined), cancel: vi.fn(), resume: vi.fn() } satisfies Runner;
const onCall = vi.fn(async () => undefined);
let schedule: Schedule;

const alarm = () => fakeBrowser.alarms.get(NAME);
const minutesAway = async () => (((await alarm())?.scheduledTime ?? Number.NaN) - Date.now()) / MINUTE;
async function ring(lateMs = 0): Promise<void> {
	const { scheduledTime = 0 } = (await alarm()) ?? {};
	vi.setSystemTime(scheduledTime + lateMs);
	await fakeBrowser.alarms.onAlarm.trigger({ name: NAME, scheduledTime });
	await vi.waitFor(async () => expect((await alarm())?.scheduledTime).not.toBe(scheduledTime));
	// What follows the new alarm: the run, or the word that there is a call.
	await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 8, 1, 9) });
	fakeBrowser.reset();
	vi.clearAllMocks();
	await profileItem.setValue({ connect: { alias: 'acme', region: 'us-east-1' } });
	await telemetryItem.setValue({ endpoint, intervalMinutes: 15 });
	schedule = registerSchedule({ runner, onCall });
});
afterEach(() => vi.useRealTimers());

describe('no scheduled runs', () => {
	it.each([
		['without an interval', { endpoint }],
		['without an endpoint', { intervalMinutes: 15 }],
	])('%s', async (_, telemetry) => {
		await schedule.ensure();
		await telemetryItem.setValue(telemetry);
		await schedule.ensure();
		expect(await alarm()).toBeUndefined();
	});

	it('without a profile', async () => {
		await profileItem.setValue(null);
		await schedule.ensure();
		expect(await alarm()).toBeUndefined();
	});
});

it('begins anywhere in the interval, so that a fleet does not run at once', async () => {
	const first = new Set<number>();
	for (let install = 0; install < 200; install += 1) {
		await fakeBrowser.alarms.clear(NAME);
		await schedule.ensure();
		first.add(Math.floor(await minutesAway()));
	}
	expect(Math.max(...first)).toBeLessThan(15);
	expect(first.size).toBeGreaterThan(10);
});

it('leaves a standing alarm alone when the worker starts again, and takes up a shorter interval', async () => {
	await schedule.ensure();
	const before = await alarm();
	await schedule.ensure();
	expect(await alarm()).toEqual(before);
	await fakeBrowser.alarms.create(NAME, { delayInMinutes: 14 });
	await telemetryItem.setValue({ endpoint, intervalMinutes: 5 });
	await schedule.ensure();
	expect(await minutesAway()).toBeLessThanOrEqual(5);
});

it('runs, and is never later than the interval: two missed are silence', async () => {
	await schedule.ensure();
	for (let round = 0; round < 20; round += 1) {
		await ring();
		expect(await minutesAway()).toBeLessThanOrEqual(15);
		expect(await minutesAway()).toBeGreaterThanOrEqual(13.4);
	}
	expect(runner.start).toHaveBeenCalledTimes(20);
	expect(runner.start).toHaveBeenCalledWith({ trigger: 'schedule' });
});

it('does not run with all others when the office opens its laptops', async () => {
	await schedule.ensure();
	await ring(8 * 60 * MINUTE);
	expect(runner.start).not.toHaveBeenCalled();
	expect(await minutesAway()).toBeLessThanOrEqual(15);
	await ring();
	expect(runner.start).toHaveBeenCalledOnce();
});

const where = { tab: 1, frame: 0 };
it.each(['connecting', 'connected'] as const)(
	'never runs during a %s call, and says that the agent is there',
	async (phase) => {
		await setCallPhase(phase, where, runner);
		await schedule.ensure();
		await ring();
		expect(runner.start).not.toHaveBeenCalled();
		expect(onCall).toHaveBeenCalledOnce();
		await setCallPhase('idle', where, runner);
		await ring();
		expect(runner.start).toHaveBeenCalledOnce();
	},
);

it('does nothing at an alarm that rings after telemetry was switched off', async () => {
	await schedule.ensure();
	const standing = await alarm();
	await telemetryItem.setValue(null);
	await fakeBrowser.alarms.onAlarm.trigger({ name: NAME, scheduledTime: standing?.scheduledTime ?? 0 });
	await new Promise((resolve) => setImmediate(resolve));
	expect(runner.start).not.toHaveBeenCalled();
});

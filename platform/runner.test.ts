import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Outcome } from '../core/evidence/types.ts';
import type { Probe } from '../probes/types.ts';
import { createRunner } from './runner.ts';
import { lastReportItem, profileItem, runItem } from './storage.ts';

const answers: Outcome = { kind: 'answered', proof: 'http', status: 403 };
const profile = { connect: { alias: 'acme', region: 'us-east-1' } } as const;
const quiet: Probe = (_, signal) =>
	new Promise((resolve) =>
		signal.addEventListener('abort', () => resolve({ kind: 'silent', code: 'tcp-timeout', final: true }), {
			once: true,
		}),
	);

function runnerWith(probe: Probe) {
	const release = vi.fn(async () => undefined);
	return {
		release,
		runner: createRunner({ probes: { https: probe, http: probe, websocket: probe, turn: probe }, release }),
	};
}

beforeEach(async () => {
	fakeBrowser.reset();
	Object.assign(fakeBrowser, {
		privacy: { network: { webRTCIPHandlingPolicy: { get: async () => ({ value: 'default' }) } } },
		action: { setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setTitle: async () => {} },
	});
	fakeBrowser.tabs.query = async () => [];
	fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Linecheck', version: '9.9.9' });
	await profileItem.setValue(profile);
});

describe('runner', () => {
	it('tries every target once and keeps the report', async () => {
		const probe = vi.fn<Probe>(async () => answers);
		const { runner, release } = runnerWith(probe);
		await runner.start({ trigger: 'user' });
		const run = await runItem.getValue();
		expect(run.status).toBe('done');
		const report = await lastReportItem.getValue();
		expect(report?.evidence).toHaveLength(probe.mock.calls.length);
		expect(report?.extensionVersion).toBe('9.9.9');
		expect(release).toHaveBeenCalledOnce();
	});

	it('says why nothing can be tried without a profile', async () => {
		await profileItem.setValue(null);
		await runnerWith(async () => answers).runner.start({ trigger: 'user' });
		expect(await runItem.getValue()).toMatchObject({ status: 'failed', error: expect.stringContaining('instance') });
	});

	it('runs once however often it is started at the same time', async () => {
		const probe = vi.fn<Probe>(async () => answers);
		const { runner } = runnerWith(probe);
		await Promise.all([runner.start({ trigger: 'user' }), runner.start({ trigger: 'user' })]);
		expect(new Set(probe.mock.calls.map(([target]) => target.id)).size).toBe(probe.mock.calls.length);
	});

	it('starts anew for who sees the end before all of it is written', async () => {
		const { runner } = runnerWith(async () => answers);
		const seen: string[] = [];
		const again = new Promise<void>((resolve, reject) => {
			const unwatch = runItem.watch((run) => {
				if (run.status !== 'done') return;
				seen.push(run.report.runId);
				unwatch();
				runner.start({ trigger: 'user' }).then(resolve, reject);
			});
		});
		await Promise.all([runner.start({ trigger: 'user' }), again]);
		const run = await runItem.getValue();
		expect(run.status).toBe('done');
		expect(run.status === 'done' && seen.includes(run.report.runId)).toBe(false);
	});

	it('keeps what it has seen when it is cancelled, and the last report', async () => {
		const { runner } = runnerWith(quiet);
		const run = runner.start({ trigger: 'user' });
		setTimeout(() => runner.cancel(), 200);
		await run;
		expect((await runItem.getValue()).status).toBe('cancelled');
		expect(await lastReportItem.getValue()).toBeNull();
	});

	it('finishes in a second life what a first one left, without trying again what was tried', async () => {
		const first = vi.fn<Probe>((target, signal) =>
			target.kind === 'turn' ? quiet(target, signal) : Promise.resolve(answers),
		);
		const dying = runnerWith(first).runner;
		const lost = dying.start({ trigger: 'user' });
		await vi.waitFor(async () => {
			const run = await runItem.getValue();
			expect(run.status === 'running' && run.progress.done).toBeGreaterThan(5);
		});
		const left = await runItem.getValue();
		dying.cancel();
		await lost;
		await runItem.setValue(left);
		const second = vi.fn<Probe>(async () => ({ kind: 'answered', proof: 'turn', status: 401 }));
		await runnerWith(second).runner.resume();
		const report = await lastReportItem.getValue();
		expect(second.mock.calls.every(([target]) => target.kind === 'turn')).toBe(true);
		expect(report?.runId).toBe(left.status === 'running' && left.report.runId);
		expect(report?.verdicts['connect.media.turn']?.verdict).toBe('reachable');
	});

	it('tries only the entries asked for and carries the rest over', async () => {
		const probe = vi.fn<Probe>(async () => answers);
		const { runner } = runnerWith(probe);
		await runner.start({ trigger: 'user' });
		const before = (await lastReportItem.getValue())?.evidence.length;
		probe.mockClear();
		await runner.start({ trigger: 'watch', entries: ['connect.participant'] });
		expect(probe.mock.calls.map(([target]) => target.host)).toEqual(['participant.connect.us-east-1.amazonaws.com']);
		expect((await lastReportItem.getValue())?.evidence).toHaveLength(before ?? 0);
	});

	describe('what was seen on another day', () => {
		/** Makes the last report older than anything that may stand beside a new one. */
		async function age(): Promise<void> {
			const last = await lastReportItem.getValue();
			if (last) await lastReportItem.setValue({ ...last, startedAt: '2026-01-02T03:04:05.000Z' });
		}
		const hostsTried = (probe: { mock: { calls: Parameters<Probe>[] } }) =>
			new Set(probe.mock.calls.map(([target]) => target.host)).size;

		it('is not carried over: a question about one entry is answered by a whole run', async () => {
			const probe = vi.fn<Probe>(async () => answers);
			const { runner } = runnerWith(probe);
			await runner.start({ trigger: 'user' });
			await age();
			const all = hostsTried(probe);
			probe.mockClear();
			await runner.start({ trigger: 'user', entries: ['connect.participant'] });
			expect(hostsTried(probe)).toBe(all);
		});

		it('is not carried over again and again', async () => {
			const probe = vi.fn<Probe>(async () => answers);
			const { runner } = runnerWith(probe);
			await runner.start({ trigger: 'user' });
			const last = await lastReportItem.getValue();
			const [first, ...rest] = last?.evidence ?? [];
			if (last && first) await lastReportItem.setValue({ ...last, evidence: [{ ...first, at: 0 }, ...rest] });
			const all = hostsTried(probe);
			probe.mockClear();
			await runner.start({ trigger: 'watch', entries: ['connect.participant'] });
			expect(hostsTried(probe)).toBe(all);
		});

		it('is not carried over to an incident, which tries its own entries alone', async () => {
			const probe = vi.fn<Probe>(async () => answers);
			const { runner } = runnerWith(probe);
			await runner.start({ trigger: 'user' });
			await age();
			await runner.start({ trigger: 'incident', entries: ['connect.participant'] });
			const report = await lastReportItem.getValue();
			expect(report?.evidence.map(({ target }) => target)).toEqual([
				'https://participant.connect.us-east-1.amazonaws.com/',
			]);
			expect(report?.verdicts['connect.media.turn']?.verdict).toBe('untested');
		});
	});

	it('asks one host that has answered once more while others are silent', async () => {
		const probe = vi.fn<Probe>((target, signal) =>
			target.kind === 'turn' ? quiet(target, signal) : Promise.resolve(answers),
		);
		const { runner } = runnerWith(probe);
		const run = runner.start({ trigger: 'user' });
		await new Promise((resolve) => setTimeout(resolve, 2500));
		runner.cancel();
		await run;
		const asked = probe.mock.calls.flatMap(([target]) => (target.kind === 'https' ? [target.id] : []));
		expect(asked.length - new Set(asked).size).toBe(1);
	});

	it('finishes in a second life only what the first one was asked for', async () => {
		const dying = runnerWith(quiet).runner;
		const lost = dying.start({ trigger: 'incident', entries: ['connect.participant'] });
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('running'));
		const left = await runItem.getValue();
		dying.cancel();
		await lost;
		await runItem.setValue(left);
		const second = vi.fn<Probe>(async () => answers);
		await runnerWith(second).runner.resume();
		expect(second.mock.calls.map(([target]) => target.host)).toEqual(['participant.connect.us-east-1.amazonaws.com']);
	});
});

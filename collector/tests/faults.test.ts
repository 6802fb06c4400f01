import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../store/store.ts';
import { makeOracle, type Oracle } from './oracle.ts';
import { endAll, type Running, send, startCollector, view } from './process.ts';
import { random, scratch } from './support.ts';

/** Sends batches one after another until told to stop; what was acknowledged is written down. */
async function sendSome(
	url: string,
	pending: Set<number>,
	oracle: Oracle,
	acknowledged: Set<string>,
	chance: () => number,
): Promise<void> {
	for (const index of [...pending].sort(() => chance() - 0.5)) {
		const batch = oracle.batches[index];
		if (!batch || !pending.has(index)) continue;
		// an outbox whose worker ends in the middle of sending never learns what became of it
		const cut = chance() < 0.2 ? AbortSignal.timeout(Math.floor(1 + chance() * 20)) : undefined;
		const status = await send(url, batch.body, cut);
		if (status === 0 && !cut) return;
		if (status !== 200) continue;
		for (const uid of batch.uids) acknowledged.add(uid);
		pending.delete(index);
	}
}

const sendFrom = (workers: number, ...[url, pending, oracle, acknowledged, chance]: Parameters<typeof sendSome>) =>
	Promise.all(Array.from({ length: workers }, () => sendSome(url, pending, oracle, acknowledged, chance)));

/** Every batch once more, all acknowledged; then the dashboard against the truth. */
async function compare(running: Running, oracle: Oracle): Promise<void> {
	const bodies = oracle.batches.map(({ body }) => body);
	const worker = async () => {
		for (let body = bodies.pop(); body; body = bodies.pop()) expect(await send(running.url, body)).toBe(200);
	};
	await Promise.all(Array.from({ length: 16 }, worker));
	const shown = await view(running.url, 'timeline?range=24h&site=Lisbon');
	const { agents, calls } = oracle.expected();
	expect(shown['timeline-agents']?.map(({ at, reporting, unable }) => ({ at, reporting, unable }))).toEqual(agents);
	expect(shown['timeline-calls']).toEqual(calls);
	const asked = Date.now();
	const now = await view(running.url, 'now?site=Lisbon');
	// who stops to count as reporting meanwhile may be counted or not
	expect([asked, Date.now()].map((at) => [oracle.standing(at)])).toContainEqual(now['now-summary']);
}

afterEach(endAll);

describe('what is acknowledged', () => {
	it('survives kill -9 under load, and everything counts once', async () => {
		const folder = scratch();
		const chance = random(7);
		const oracle = makeOracle(1_500, Date.now());
		const pending = new Set(oracle.batches.keys());
		const acknowledged = new Set<string>();
		for (const left of [1_100, 700, 300]) {
			const running = await startCollector(folder);
			const load = sendFrom(8, running.url, pending, oracle, acknowledged, chance);
			// in the midst of it, wherever that is: not before a few are acknowledged; before, while or after they are stored
			const enough = acknowledged.size + 60;
			while (acknowledged.size < enough) await sleep(Math.floor(5 + chance() * 50));
			const until = performance.now() + chance() * 1_500;
			while (performance.now() < until && pending.size > left) await sleep(5);
			await running.kill('SIGKILL');
			await load;
			console.log(`killed after ${acknowledged.size} acknowledged records, ${pending.size} batches pending`);
		}
		expect(acknowledged.size).toBeGreaterThan(100);
		expect(pending.size).toBeGreaterThan(0);

		const kept = await storedUids(folder);
		expect([...acknowledged].filter((uid) => !kept.has(uid))).toEqual([]);
		const running = await startCollector(folder);
		await compare(running, oracle);
		await running.kill('SIGTERM');
	}, 180_000);

	it('survives a full disk, which refuses the rest until there is room', async (context) => {
		const folder = scratch();
		const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'linecheck-test', folder]);
		if (mounted.status !== 0) {
			console.log('SKIPPED: a small disk cannot be mounted here (needs root)');
			return context.skip();
		}
		try {
			await fillDisk(folder);
		} finally {
			spawnSync('umount', ['-l', folder]);
		}
	}, 180_000);
});

async function fillDisk(folder: string): Promise<void> {
	const oracle = makeOracle(120, Date.now());
	const pending = new Set(oracle.batches.keys());
	const acknowledged = new Set<string>();
	const store = join(folder, 'data');
	mkdirSync(store);
	const running = await startCollector(store);
	const chance = random(11);
	await sendFrom(4, running.url, new Set([...pending].slice(0, 30)), oracle, acknowledged, chance);
	fill(join(folder, 'ballast'));
	const statuses = await Promise.all(oracle.batches.slice(30).map(({ body }) => send(running.url, body)));
	console.log(
		`disk full: ${statuses.filter((status) => status === 503).length} of ${statuses.length} requests refused`,
	);
	expect(new Set(statuses)).toContain(503);
	expect([...new Set(statuses)].sort().filter((status) => status !== 200)).toEqual([503]);
	for (const [index, status] of statuses.entries()) {
		if (status === 200) for (const uid of oracle.batches[index + 30]?.uids ?? []) acknowledged.add(uid);
	}
	await running.kill('SIGKILL');
	// whoever restarts it while nothing, or next to nothing, is free must find everything afterwards
	for (const free of [0, 4_096]) {
		rmSync(join(folder, 'ballast'));
		fill(join(folder, 'ballast'), free);
		const full = await startCollector(store);
		expect((await view(full.url, 'now?site=Lisbon'))['now-summary']).toHaveLength(1);
		await full.kill('SIGKILL');
	}
	rmSync(join(folder, 'ballast'));
	const kept = await storedUids(store);
	expect([...acknowledged].filter((uid) => !kept.has(uid))).toEqual([]);
	const again = await startCollector(store);
	await compare(again, oracle);
	await again.kill('SIGTERM');
}

/** Writes until nothing more fits; then leaves as many bytes free. */
function fill(path: string, free = 0): void {
	for (const size of [1_048_576, 4_096]) {
		try {
			for (;;) appendFileSync(path, Buffer.alloc(size));
		} catch {
			// full for this size
		}
	}
	truncateSync(path, statSync(path).size - free);
}

/** Uids of all records on disk. Only one process can have the folder open. */
async function storedUids(folder: string): Promise<Set<string>> {
	const store = await openStore(folder, { retentionDays: 90 });
	const rows = await store.ask('../tests/uids', {}, v.object({ uid: v.string() }));
	await store.close();
	return new Set(rows.map(({ uid }) => uid));
}

import { describe, expect, it } from 'vitest';
import { decodeLogs } from '../ingest/decode.ts';
import { openStore } from '../store/store.ts';
import { storeContract } from './store-contract.ts';
import { openScratch, requestOf, runAt, scratch } from './support.ts';

describe('the embedded engine', () => {
	storeContract(async () => {
		const store = await openScratch();
		return { store, close: () => store.close() };
	});
});

it('says that an acknowledged record cannot be stored, and stores the rest at the next start', async () => {
	const folder = scratch();
	const said: string[] = [];
	const open = () => openStore(folder, { retentionDays: 90 }, (text) => said.push(text));
	const all = { oldest: 0, admitsResource: () => true, admits: () => true };
	const { rows } = decodeLogs(requestOf('a', runAt('a-1', Date.now(), true)), { ...all, stamp: (it) => it });
	const [first, last] = rows;
	if (!first || !last) throw new Error('a blocked run and its change are two records');

	const store = await open();
	await store.insert([first, { ...first, Timestamp: 'never' }, last]);
	expect(await store.count()).toBe(0);
	await expect(store.check()).rejects.toThrow();
	expect(said).toHaveLength(1);
	await store.insert([first]);
	expect(await store.count()).toBe(1);
	await store.close();

	const again = await open();
	await again.check();
	expect(await again.count()).toBe(3);
	await again.close();
});

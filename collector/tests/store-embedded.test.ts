import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FiltersSchema } from '../api/filters.ts';
import { readTables } from '../api/tables.ts';
import { connect } from '../store/connect.ts';
import { openStore, type Store } from '../store/store.ts';
import { rowsOf, storeContract } from './store-contract.ts';
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
	const [first, last] = rowsOf(requestOf('a', runAt('a-1', Date.now(), true)));
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

it('makes anew what another version made of the records, and keeps them and the settings', async () => {
	const folder = scratch();
	const said: string[] = [];
	const open = () => openStore(folder, { retentionDays: 90 }, (text) => said.push(text));
	const missing = async (store: Store) => {
		const { 'site-missing': rows } = await readTables(store, ['site-missing'], FILTERS, Date.now());
		return rows;
	};
	const FILTERS = v.parse(FiltersSchema, { site: 'Lisbon' });

	const store = await open();
	await store.insert(rowsOf(requestOf('a', runAt('a-1', Date.now(), true)), 'Lisbon'));
	await store.set('password', 'hash');
	const before = await missing(store);
	expect(before).toMatchObject([{ entry: 'connect.media.turn', agents: 1 }]);
	await store.close();

	// another retention is no other version
	await (await openStore(folder, { retentionDays: 30 }, (text) => said.push(text))).close();
	expect(said).toEqual([]);

	const engine = await connect(folder);
	await engine.command({ query: 'ALTER TABLE linecheck_agents DROP COLUMN calls' });
	await engine.close();
	writeFileSync(join(folder, 'schema'), 'of another version');

	const again = await open();
	expect(said).toEqual([expect.stringContaining('made anew')]);
	expect(await missing(again)).toEqual(before);
	expect(await again.settings('')).toEqual(new Map([['password', 'hash']]));
	await again.close();
	await (await open()).close();
	expect(said).toHaveLength(1);
});

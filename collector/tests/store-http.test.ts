import { describe, expect, it } from 'vitest';
import { connect } from '../store/connect.ts';
import { openStore } from '../store/store.ts';
import { startHttpEngine } from './http-engine.ts';
import { storeContract } from './store-contract.ts';

describe('a server over HTTP', () => {
	storeContract(async () => {
		const engine = await startHttpEngine();
		const store = await openStore(engine.url, { retentionDays: 90 });
		return {
			store,
			close: async () => {
				await store.close();
				await engine.close();
			},
		};
	});
});

it('tells a server how to insert into a cluster, in settings that the engine knows', async () => {
	const wanted = { insert_distributed_sync: '1', insert_deduplicate: '0' };
	const engine = await startHttpEngine();
	const client = await connect(engine.url);
	const names = Object.keys(wanted);
	const known = await client.query({
		query: 'SELECT name FROM system.settings WHERE name IN {names:Array(String)}',
		query_params: { names },
		format: 'JSONEachRow',
	});
	expect(await known.json()).toHaveLength(names.length);
	expect(Object.fromEntries(engine.asked())).toMatchObject(wanted);
	await client.close();
	await engine.close();
});

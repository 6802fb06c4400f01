import { describe } from 'vitest';
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

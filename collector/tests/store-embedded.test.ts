import { describe } from 'vitest';
import { storeContract } from './store-contract.ts';
import { openScratch } from './support.ts';

describe('the embedded engine', () => {
	storeContract(async () => {
		const store = await openScratch();
		return { store, close: () => store.close() };
	});
});

import { expect, it } from 'vitest';
import type { LogRow } from '../store/store.ts';
import { createWriter, WriteError } from '../store/writer.ts';
import { openScratch } from './support.ts';

const MB = 1_000_000;

it('takes no more than it can hold, and again when there is room', async () => {
	const store = await openScratch();
	const inserted: number[] = [];
	const release = Promise.withResolvers<void>();
	const slow = {
		...store,
		insert: async (rows: readonly LogRow[]) => {
			inserted.push(rows.length);
			await release.promise;
		},
	};
	const writer = createWriter(slow, Date.now);
	const row = { Timestamp: '1.0', LogAttributes: {} } as unknown as LogRow;
	const taken = Array.from({ length: 33 }, () => writer.write([row], 4 * MB));
	await expect(writer.write([row], 1)).rejects.toThrow(new WriteError('later', 'too many records are waiting'));
	release.resolve();
	await Promise.all(taken);
	// the first alone, then as much as one insert may hold
	expect(inserted.slice(0, 2)).toEqual([1, 4]);
	await writer.write([row], 1);
	await store.close();
});

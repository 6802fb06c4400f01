import { expect, it } from 'vitest';
import { connect } from '../store/connect.ts';
import { openStore } from '../store/store.ts';
import { scratch } from './support.ts';

it('holds what was set last, also where the clock was set back', async () => {
	const folder = scratch();
	const store = await openStore(folder, { retentionDays: 90 });
	const client = await connect(folder);
	await client.command({
		query:
			"INSERT INTO linecheck_settings (key, value, version) VALUES ('k', 'of tomorrow', now64(6) + INTERVAL 1 DAY)",
	});
	for (const value of ['one', 'two']) await store.set('k', value);
	expect([...(await store.settings(''))]).toEqual([['k', 'two']]);
	await client.close();
	await store.close();
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { repeat } from './repeat.ts';

it('begins again only when the last time has ended, until it is stopped', async () => {
	let [now, most, times] = [0, 0, 0];
	const stop = repeat(async () => {
		times += 1;
		most = Math.max(most, ++now);
		await sleep(20);
		now -= 1;
	}, 2);
	while (times < 3) await sleep(5);
	stop();
	await sleep(100);
	expect([most, now, times]).toEqual([1, 0, 3]);
});

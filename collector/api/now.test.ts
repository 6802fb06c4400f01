import { expect, it } from 'vitest';
import { entriesOf } from './now.ts';

const site = { site: 'a', present: 9, reporting: 9, able: 8, unable: 1, silent: 0 };

it('takes an entry by the name of what every object has for one of unknown age', () => {
	expect(entriesOf([{ ...site, missing: { toString: 1 }, since: {} }], '')).toEqual([
		{ entry: 'toString', agents: 1, sites: 1, since: 0 },
	]);
});

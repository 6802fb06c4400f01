import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../../core/catalog/entries.ts';
import type { EntryId } from '../../core/ids.ts';
import { BROWSER_NAMES } from '../browsers/types.ts';
import { FAULTS } from '../faults/registry.ts';
import { type Cell, cellsOf } from './cells.ts';
import { expectedOf } from './expect.ts';
import { PROFILES } from './profiles.ts';
import { sliceOf } from './slice.ts';

const cells = cellsOf(PROFILES);
const required = ENTRIES.filter(({ status }) => status === 'required').map(({ id }) => id);

/** Entries that some of these cells accuse in both browsers, alone or with few others. */
function accusedIn(some: readonly Cell[]): ReadonlySet<EntryId> {
	const all = some.flatMap(({ profile, network }) => {
		const [a = [], b = []] = BROWSER_NAMES.map(
			(browser) => Object.keys(expectedOf({ plan: profile.plan, network, browser }).accused) as EntryId[],
		);
		return a.length > 3 ? [] : a.filter((id) => b.includes(id));
	});
	return new Set(all);
}
const faultsIn = (some: readonly Cell[]) => new Set(some.flatMap(({ network }) => network.map(({ fault }) => fault)));

describe.each([
	['the matrix', cells],
	['its slice', sliceOf(cells)],
])('%s', (_name, some) => {
	it('accuses every entry in some cell', () => {
		expect([...accusedIn(some)].toSorted()).toEqual(required.toSorted());
	});

	it('shows every fault of the lab', () => {
		expect([...faultsIn(some)].toSorted()).toEqual(FAULTS.map(({ name }) => name).toSorted());
	});

	it('names each cell once', () => {
		expect(new Set(some.map(({ name }) => name)).size).toBe(some.length);
	});
});

describe('the profiles', () => {
	it('are the fewest that cover every entry: each has one of its own', () => {
		const covering = PROFILES.filter(({ cells: which }) => which === 'all');
		const needed = covering.map(({ plan }) => plan.entries.map(({ entry }) => entry.id));
		expect(new Set(needed.flat()).size).toBe(required.length);
		for (const own of needed) {
			const others = new Set(needed.filter((other) => other !== own).flat());
			expect(own.some((id) => !others.has(id))).toBe(true);
		}
	});

	it('have each entry missing once', () => {
		const missing = cells.flatMap(({ network }) => network.flatMap((fault) => fault.missing ?? []));
		expect([...new Set(missing)].toSorted()).toEqual(required.toSorted());
	});
});

import { describe, expect, it } from 'vitest';
import { BROWSER_NAMES } from '../../lab/index.ts';
import { cellsOf } from '../../lab/matrix/cells.ts';
import { line } from '../../lab/matrix/print.ts';
import { PROFILES } from '../../lab/matrix/profiles.ts';
import { type CellResult, runCells } from '../../lab/matrix/run.ts';
import { sliceOf } from '../../lab/matrix/slice.ts';

const isWrong = ({ differences }: CellResult) => differences.length > 0;
const accusesFalsely = ({ differences }: CellResult) => differences.some(({ kind }) => kind === 'false accusation');

/** Every entry, every fault and every finding at least once; side by side, as each browser has a lab of its own. */
describe.concurrent('the slice of the matrix', () => {
	it.each(BROWSER_NAMES)('is right in %s', { timeout: 900_000, retry: 0 }, async (browser) => {
		const cells = sliceOf(cellsOf(PROFILES));
		const results = await runCells(browser, cells);
		expect(results.map(({ cell }) => cell.name).toSorted()).toEqual(cells.map(({ name }) => name).toSorted());
		expect(results.filter(accusesFalsely).map(line)).toEqual([]);
		// A busy machine misses a deadline now and then; a miss that comes twice is one.
		const wrong = results.filter(isWrong);
		const again =
			wrong.length === 0
				? []
				: await runCells(
						browser,
						wrong.map(({ cell }) => cell),
					);
		expect(again.filter(isWrong).map(line)).toEqual([]);
	});
});

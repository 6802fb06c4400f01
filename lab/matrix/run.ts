import type { Report } from '../../core/report/types.ts';
import type { BrowserName } from '../browsers/types.ts';
import { effectsOfFaults } from '../faults/registry.ts';
import { createLab, type Lab } from '../lab.ts';
import { hostsOf } from '../net/hosts.ts';
import { runScenarios } from '../scenario/run.ts';
import type { Scenario } from '../scenario/schema.ts';
import { settingsFor } from '../scenario/settings.ts';
import { siteOf } from '../scenario/site.ts';
import type { Cell } from './cells.ts';
import { expectedOf } from './expect.ts';
import { type Difference, differencesIn } from './judge.ts';
import type { Expected } from './types.ts';

/** What one cell came to in one browser. */
export interface CellResult {
	readonly cell: Cell;
	readonly browser: BrowserName;
	readonly expected: Expected;
	/** Undefined where the run itself failed, with the reason in `differences`. */
	readonly report: Report | undefined;
	readonly differences: readonly Difference[];
}

const scenarioOf = ({ name, profile, network }: Cell): Scenario => ({
	name,
	profile: profile.profile,
	learned: { ...profile.learned } as Scenario['learned'],
	network: [...network],
	expect: {},
});

/** What the browser must be started with: cells that agree on it share a process. */
function browserKey(browser: BrowserName, cell: Cell): string {
	const site = siteOf(scenarioOf(cell));
	return JSON.stringify(settingsFor(browser, effectsOfFaults(cell.network, { site, hosts: hostsOf(site) })));
}

/**
 * In the order in which they run: by browser process, then by what the cloud serves. Portals come last: Firefox holds on
 * to one that it has seen until its next check.
 */
function inGroups(browser: BrowserName, cells: readonly Cell[]): readonly Cell[] {
	const keys = new Map(cells.map((cell) => [cell, browserKey(browser, cell)]));
	const order = [...new Set(keys.values())];
	const last = (cell: Cell) => (cell.network.some(({ fault }) => fault === 'captive-portal') ? 0.5 : 0);
	const place = (cell: Cell) => order.indexOf(keys.get(cell) ?? '') + last(cell);
	return cells.toSorted((a, b) => place(a) - place(b));
}

function judge(cell: Cell, browser: BrowserName, report: Report): CellResult {
	const expected = expectedOf({ plan: cell.profile.plan, network: cell.network, browser });
	return { cell, browser, expected, report, differences: differencesIn(expected, report) };
}

function failed(cell: Cell, browser: BrowserName, error: unknown): CellResult {
	const expected = expectedOf({ plan: cell.profile.plan, network: cell.network, browser });
	const text = `the run failed: ${error instanceof Error ? error.message : String(error)}`;
	return { cell, browser, expected, report: undefined, differences: [{ kind: 'unclear', text }] };
}

interface Options {
	readonly onResult?: (result: CellResult) => void;
}

/** Runs cells in this order until one fails; that one is the last of the results. */
async function runUntilFailure(browser: BrowserName, cells: readonly Cell[], lab: Lab, { onResult }: Options) {
	const byName = new Map(cells.map((cell) => [cell.name, cell]));
	const results: CellResult[] = [];
	const note = (result: CellResult) => {
		results.push(result);
		onResult?.(result);
	};
	const noteRun = ({ name, report }: { readonly name: string; readonly report: Report | undefined }) => {
		const cell = byName.get(name);
		if (cell !== undefined && report !== undefined) note(judge(cell, browser, report));
	};
	try {
		await runScenarios(cells.map(scenarioOf), [browser], { lab, onResult: noteRun });
	} catch (error) {
		const cell = cells[results.length];
		if (cell === undefined) throw error;
		note(failed(cell, browser, error));
	}
	return results;
}

/** Runs cells in one browser, in a lab of its own: browsers may run side by side. */
export async function runCells(
	browser: BrowserName,
	cells: readonly Cell[],
	options: Options = {},
): Promise<readonly CellResult[]> {
	const lab = await createLab();
	try {
		const results: CellResult[] = [];
		let open = inGroups(browser, cells);
		// A run that fails costs a fresh browser; the other cells go on.
		while (open.length > 0) {
			const done = await runUntilFailure(browser, open, lab, options);
			results.push(...done);
			open = open.slice(done.length);
		}
		return results;
	} finally {
		await lab.close();
	}
}

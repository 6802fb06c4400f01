import { basename, dirname } from 'node:path';
import {
	BROWSER_NAMES,
	type BrowserName,
	loadScenario,
	type Result,
	runScenarios,
	shippedScenarios,
} from '../../lab/index.ts';

/** By browser and name of the scenario. */
export type Results = ReadonlyMap<BrowserName, ReadonlyMap<string, Result>>;

/** The scenario files of one folder: `scenarios`, or `page`. */
export const filesIn = (folder: string): readonly string[] =>
	shippedScenarios().filter((file) => basename(dirname(file)) === folder);

const accuses = ({ differences }: Result): boolean => differences.some((one) => one.startsWith('accused: '));

/** A machine too busy to keep time is not the product's fault: what is missed runs once more. What is accused does not. */
async function inBrowser(browser: BrowserName, files: readonly string[]): Promise<ReadonlyMap<string, Result>> {
	const scenarios = files.map(loadScenario);
	const first = await runScenarios(scenarios, [browser]);
	const missed = first.filter((result) => !result.pass && !accuses(result));
	for (const { name, differences } of missed) console.warn(`${name} (${browser}) once more: ${differences.join('; ')}`);
	const names = new Set(missed.map(({ name }) => name));
	const again = scenarios.filter(({ name }) => names.has(name));
	const second = again.length > 0 ? await runScenarios(again, [browser]) : [];
	return new Map([...first, ...second].map((result) => [result.name, result]));
}

/** Both browsers side by side, each in a lab of its own. */
export async function runSuite(files: readonly string[]): Promise<Results> {
	return new Map(
		await Promise.all(BROWSER_NAMES.map(async (browser) => [browser, await inBrowser(browser, files)] as const)),
	);
}

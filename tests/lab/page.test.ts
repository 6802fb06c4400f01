import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSER_NAMES, createLab, type Lab, loadScenario, runScenarios, shippedScenarios } from '../../lab/index.ts';

/** Of every source, host and outcome one; `npm run lab` takes the others. */
const SLICE: readonly string[] = [
	'salesforce-media-blocked',
	'ccp-signalling-name',
	'ingenius-default-deny-transport',
	'salesforce-clean',
	'ingenius-hang-up',
	'only-banner-ja',
	'only-peer',
	'origin-frame-ancestors',
	'salesforce-cors',
	'microphone-frame',
	'forgery',
];
const files = shippedScenarios().filter(
	(file) => basename(dirname(file)) === 'page' && SLICE.includes(basename(file, '.json')),
);

let lab: Lab;
beforeAll(async () => {
	lab = await createLab();
});
afterAll(() => lab.close());

it.each(BROWSER_NAMES)(
	'%s: incidents and cards of the pages are as the scenarios expect',
	{ timeout: 600_000 },
	async (name) => {
		expect(files).toHaveLength(SLICE.length);
		const scenarios = files.map(loadScenario);
		const first = await runScenarios(scenarios, [name], { lab });
		// A machine too busy to keep a call's own time limits is not the product's fault; what fails twice is.
		const failed = new Set(first.filter(({ pass }) => !pass).map((result) => result.name));
		if (failed.size > 0) console.warn(`${name} once more: ${[...failed].join(', ')}`);
		const again = scenarios.filter((scenario) => failed.has(scenario.name));
		const results = again.length > 0 ? await runScenarios(again, [name], { lab }) : first;
		expect(
			results.flatMap((result) => result.differences.map((difference) => `${result.name}: ${difference}`)),
		).toEqual([]);
	},
);

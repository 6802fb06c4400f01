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
		const results = await runScenarios(files.map(loadScenario), [name], { lab });
		expect(
			results.flatMap((result) => result.differences.map((difference) => `${result.name}: ${difference}`)),
		).toEqual([]);
	},
);

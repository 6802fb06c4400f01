import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_NAMES, loadScenario } from '../../lab/index.ts';
import { filesIn, type Results, runSuite } from './suite.ts';

/** Of every source, host and outcome one; `npm run lab` takes the others. */
const SLICE = [
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
] as const;

const fileOf = (name: string) => filesIn('page').find((file) => basename(file, '.json') === name) ?? name;

let results: Results;
beforeAll(async () => {
	results = await runSuite(SLICE.map(fileOf));
}, 600_000);

describe.each(BROWSER_NAMES)('%s: incident and card', (browser) => {
	test.each(SLICE)('%s', (name) => {
		expect(results.get(browser)?.get(loadScenario(fileOf(name)).name)?.differences).toEqual([]);
	});
});

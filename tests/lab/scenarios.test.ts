import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_NAMES, loadScenario } from '../../lab/index.ts';
import { filesIn, type Results, runSuite } from './suite.ts';

/** Every fault alone, and the customer's default-deny; the pages' scenarios have a suite of their own. */
const FILES = filesIn('scenarios');
/** The longest runs into silence; starting a browser comes on top. */
const SECONDS_EACH = 20;

let results: Results;
beforeAll(
	async () => {
		results = await runSuite(FILES);
	},
	FILES.length * SECONDS_EACH * 1000,
);

describe.each(BROWSER_NAMES)('%s', (browser) => {
	test.each(FILES.map((file) => [basename(file, '.json'), file]))('%s', (_name, file) => {
		const result = results.get(browser)?.get(loadScenario(file).name);
		expect(result?.differences, readFileSync(file, 'utf8')).toEqual([]);
	});
});

import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { BROWSER_NAMES, loadScenario, type Row, runScenarios, shippedScenarios } from '@linecheck/lab';
import { beforeAll, describe, expect, test } from 'vitest';

/** Every fault alone, and the customer's default-deny; the pages' scenarios have a suite of their own. */
const FILES = shippedScenarios().filter((file) => basename(dirname(file)) === 'scenarios');
/** The longest runs into silence; starting a browser comes on top. */
const SECONDS_EACH = 20;

describe.each(BROWSER_NAMES)('%s', (browser) => {
	const rows = new Map<string, Row & { readonly differences: readonly string[] }>();

	beforeAll(
		async () => {
			await runScenarios(FILES.map(loadScenario), [browser], { onResult: (row) => rows.set(row.name, row) });
		},
		FILES.length * SECONDS_EACH * 1000,
	);

	test.each(FILES.map((file) => [basename(file, '.json'), file]))('%s', (_name, file) => {
		const row = rows.get(loadScenario(file).name);
		expect(row?.differences, readFileSync(file, 'utf8')).toEqual([]);
		expect(row?.pass).toBe(true);
	});
});

import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { BROWSER_NAMES, loadScenario, type Row, runScenarios, shippedScenarios } from '@linecheck/lab';
import { beforeAll, describe, expect, test } from 'vitest';

/** Every fault alone, and the customer's default-deny; the pages' scenarios have a suite of their own. */
const FILES = shippedScenarios().filter((file) => basename(dirname(file)) === 'scenarios');
/** The longest runs into silence; starting a browser comes on top. */
const SECONDS_EACH = 20;

type Result = Row & { readonly differences: readonly string[] };

describe.each(BROWSER_NAMES)('%s', (browser) => {
	const rows = new Map<string, Result>();

	beforeAll(
		async () => {
			const onResult = (row: Result) => rows.set(row.name, row);
			const scenarios = FILES.map(loadScenario);
			await runScenarios(scenarios, [browser], { onResult });
			// A machine too busy to send a packet in time is not the product's fault; what fails twice is.
			const again = scenarios.filter(({ name }) => rows.get(name)?.pass !== true);
			for (const { name } of again)
				console.warn(`${name} (${browser}) once more: ${rows.get(name)?.differences.join('; ')}`);
			if (again.length > 0) await runScenarios(again, [browser], { onResult });
		},
		FILES.length * SECONDS_EACH * 1000,
	);

	test.each(FILES.map((file) => [basename(file, '.json'), file]))('%s', (_name, file) => {
		const row = rows.get(loadScenario(file).name);
		expect(row?.differences, readFileSync(file, 'utf8')).toEqual([]);
		expect(row?.pass).toBe(true);
	});
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTRY_IDS, FAILURE_CODES, FINDING_IDS, VERDICTS } from './ids.ts';
import { WORDS } from './remedy/words.ts';

/** The ids that have been published: append what is new, never touch what stands. */
const published: Readonly<Record<string, readonly string[]>> = JSON.parse(
	readFileSync(join(import.meta.dirname, 'fixtures/ids.json'), 'utf8'),
);
const LISTS: Readonly<Record<string, readonly string[]>> = {
	entries: ENTRY_IDS,
	failures: FAILURE_CODES,
	verdicts: VERDICTS,
	findings: FINDING_IDS,
};

describe('ids', () => {
	it.each(Object.keys(LISTS))('%s keep what was published, in its place', (name) => {
		const known = published[name] ?? [];
		expect(known.length).toBeGreaterThan(0);
		expect(LISTS[name]?.slice(0, known.length)).toEqual(known);
	});

	it.each(Object.keys(LISTS))('%s are all in the list of the published: add the new ones there', (name) => {
		expect(published[name]).toEqual(LISTS[name]);
	});

	it.each(Object.entries(LISTS))('%s stand once each', (_name, list) => {
		expect(new Set(list).size).toBe(list.length);
	});

	it('have words for every finding', () => {
		expect(Object.keys(WORDS).toSorted()).toEqual([...FINDING_IDS].toSorted());
	});
});

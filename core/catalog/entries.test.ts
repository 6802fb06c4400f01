import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTRY_IDS } from '../ids.ts';
import { ENTRIES, entryOf } from './entries.ts';
import { SOURCES } from './sources.ts';

/** Every entry as published, gathered from the documents that `sources.ts` names. */
const published: readonly Record<string, unknown>[] = JSON.parse(
	readFileSync(join(import.meta.dirname, 'fixtures/published.json'), 'utf8'),
);

/** What the catalog holds of an entry beside what is published. */
const OWN = ['note', 'neverRedirects'];

const asPublished = (entry: object) => {
	const plain = JSON.parse(
		JSON.stringify(entry).replaceAll('"gateway","protocol"', '"from the URL, else 443","protocol"'),
	);
	for (const name of OWN) delete plain[name];
	delete plain.regional?.notProbed;
	return plain;
};

describe('catalog', () => {
	it('has one entry for each id', () => {
		expect(ENTRIES.map(({ id }) => id).toSorted()).toEqual([...ENTRY_IDS].toSorted());
	});

	it.each(published)('holds $id exactly as published', (expected) => {
		const entry = ENTRIES.find(({ id }) => id === expected.id);
		expect(entry).toBeDefined();
		expect(asPublished(entry ?? {})).toEqual(expected);
	});

	it('names a document for every entry', () => {
		for (const { source } of ENTRIES) {
			expect(source.length).toBeGreaterThan(0);
			for (const id of source) expect(SOURCES[id]).toBeTypeOf('string');
		}
	});

	it('writes no host to probe with capitals: Chromium fails to look those up', () => {
		const probed = ENTRIES.flatMap(({ regional, unconfirmed }) => [
			...(regional?.mode === 'narrows' ? Object.values(regional.hosts).flat() : []),
			...Object.values(unconfirmed ?? {}).flat(),
		]);
		expect(probed.length).toBeGreaterThan(40);
		expect(probed.filter((host) => host !== host.toLowerCase())).toEqual([]);
	});

	it('finds an entry by its id', () => {
		expect(entryOf('connect.media.turn').breaks).toBe('calls');
	});
});

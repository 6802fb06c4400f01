import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const OUTPUT = join(import.meta.dirname, '..', '..', '.output');
/** Bytes, gzipped: what every page of the CCP and of Salesforce loads. */
const LIMITS = { 'page.js': 12_000, 'peer.js': 1500 } as const;

it.each(['chrome-mv3', 'firefox-mv3'])('the scripts in the pages of %s are small', (build) => {
	for (const [file, limit] of Object.entries(LIMITS)) {
		const bytes = gzipSync(readFileSync(join(OUTPUT, build, file))).length;
		console.log(`${file}, ${build}: ${(bytes / 1000).toFixed(1)} kB gzipped`);
		expect(bytes).toBeLessThan(limit);
	}
});

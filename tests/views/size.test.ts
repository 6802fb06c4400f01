import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const OUTPUT = join(import.meta.dirname, '..', '..', '.output');
const REFERENCE = /["'](?:\.{0,2}\/)?((?:chunks|assets)\/[\w.-]+|\.\/[\w.-]+\.js)["']/g;

/** Everything that a page of the built extension loads, by path. */
function filesOf(folder: string, file: string, known = new Set<string>()): ReadonlySet<string> {
	if (known.has(file)) return known;
	known.add(file);
	const text = readFileSync(join(folder, file), 'utf8');
	for (const [, found = ''] of text.matchAll(REFERENCE)) filesOf(folder, found.replace(/^\.\//, 'chunks/'), known);
	return known;
}

it.each(['chrome-mv3', 'firefox-mv3'])('the popup of %s weighs less than 60 kB, all included', (build) => {
	const folder = join(OUTPUT, build);
	const files = [...filesOf(folder, 'popup.html')];
	expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(2);
	const bytes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length);
	const total = bytes.reduce((sum, one) => sum + one, 0);
	console.log(`popup, ${build}: ${(total / 1000).toFixed(1)} kB gzipped in ${files.length} files`);
	expect(total).toBeLessThan(60_000);
});

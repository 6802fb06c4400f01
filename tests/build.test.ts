import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const OUTPUT = ['chrome-mv3', 'firefox-mv3'].map((name) => join(import.meta.dirname, '..', '.output', name));

/** A page and everything that it loads, followed through scripts and styles. */
function closure(root: string, path: string, seen = new Set<string>()): Set<string> {
	if (seen.has(path) || !existsSync(join(root, path))) return seen;
	seen.add(path);
	const text = readFileSync(join(root, path), 'utf8');
	for (const [, found = ''] of text.matchAll(/["'](\.{0,2}\/[\w./-]+\.(?:js|css))["']/g)) {
		closure(root, found.startsWith('/') ? found.slice(1) : join(dirname(path), found), seen);
	}
	return seen;
}

describe.each(OUTPUT)('the build in %s', (root) => {
	it('has a popup under 60 kB gzipped, with all that it loads', () => {
		const files = [...closure(root, 'popup.html')];
		expect(files.length).toBeGreaterThan(3);
		const bytes = Buffer.concat(files.map((file) => readFileSync(join(root, file))));
		expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(60_000);
	});

	it('carries no switch, host or address of the laboratory', () => {
		const scripts = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
			/\.(js|html|json)$/.test(file),
		);
		const text = scripts.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
		expect(text).not.toMatch(/192\.0\.2\.|198\.51\.100\.|netns|lab\.test/);
	});
});

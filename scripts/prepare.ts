import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserName, extensionDir } from '../lab/index.ts';
import { once } from './once.ts';
import { BROWSERS, ensureTools, LAB_TOOLS } from './tools.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What an extension is built from. */
const SOURCES = [
	'{components,core,entrypoints,platform,probes,public}/**/*',
	'manifest.ts',
	'package.json',
	'wxt.config.ts',
];

function build(name: BrowserName): void {
	process.stderr.write(`Building the extension for ${name}…\n`);
	const target = name === 'firefox' ? 'firefox' : 'chrome';
	const { status, stderr } = spawnSync('npx', ['wxt', 'build', '-b', target], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`The extension could not be built:\n${stderr}`);
}

/** Builds the extension where it is missing or of other sources. */
export function ensureBuilt(names: readonly BrowserName[]): void {
	const files = globSync([...SOURCES], { cwd: ROOT, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	for (const name of names) once(join(extensionDir(name), '.linecheck-sources'), files, () => build(name));
}

/** Everything that a run in the laboratory needs: programs, browsers, the extension. */
export function prepareLab(names: readonly BrowserName[]): void {
	ensureTools([...LAB_TOOLS, ...names.map((name) => BROWSERS[name])]);
	ensureBuilt(names);
}

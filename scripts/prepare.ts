import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserName, extensionDir } from '../lab/index.ts';
import { BROWSERS, ensureTools, LAB_TOOLS } from './tools.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What an extension is built from. */
const SOURCES = [
	'components',
	'core',
	'entrypoints',
	'platform',
	'probes',
	'public',
	'manifest.ts',
	'package.json',
	'wxt.config.ts',
];

/** When a file, or anything in a folder, was last changed, ms since the epoch. */
function changedAt(path: string): number {
	const own = statSync(path);
	if (!own.isDirectory()) return own.mtimeMs;
	return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** A build writes its manifest last. */
function isBuilt(name: BrowserName): boolean {
	const manifest = join(extensionDir(name), 'manifest.json');
	return existsSync(manifest) && SOURCES.every((source) => changedAt(join(ROOT, source)) <= statSync(manifest).mtimeMs);
}

/** Builds the extension where it is missing or older than its sources. */
export function ensureBuilt(names: readonly BrowserName[]): void {
	for (const name of names.filter((one) => !isBuilt(one))) {
		process.stderr.write(`Building the extension for ${name}…\n`);
		const target = name === 'firefox' ? 'firefox' : 'chrome';
		const { status, stderr } = spawnSync('npx', ['wxt', 'build', '-b', target], {
			cwd: ROOT,
			stdio: ['ignore', 'ignore', 'pipe'],
			encoding: 'utf8',
		});
		if (status !== 0) throw new Error(`The extension could not be built:\n${stderr}`);
	}
}

/** Everything that a run in the laboratory needs: programs, browsers, the extension. */
export function prepareLab(names: readonly BrowserName[]): void {
	ensureTools([...LAB_TOOLS, ...names.map((name) => BROWSERS[name])]);
	ensureBuilt(names);
}

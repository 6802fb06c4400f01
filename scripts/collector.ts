/**
 * `npm run collector`: installs the collector's packages if they are missing or out of date, builds the dashboard if it
 * is missing or older than its sources, then starts the collector. `--prepare` stops before the start.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../collector/', import.meta.url));

/** Runs `make` unless the stamp says that it already ran on these sources. */
function once(stamp: string, sources: readonly string[], make: () => number | null): void {
	const hash = createHash('sha256');
	for (const file of sources) hash.update(readFileSync(join(folder, file)));
	const digest = hash.digest('hex');
	const path = join(folder, stamp);
	if (existsSync(path) && readFileSync(path, 'utf8') === digest) return;
	if (make() !== 0) process.exit(2);
	writeFileSync(path, digest);
}

function run(what: string, command: string, args: readonly string[]): number | null {
	process.stderr.write(`${what}…\n`);
	const output = ['ignore', process.stderr.fd, process.stderr.fd] as const;
	return spawnSync(command, args, { cwd: folder, stdio: [...output], shell: process.platform === 'win32' }).status;
}

export function prepare(): void {
	once('node_modules/.linecheck-lock', ['package-lock.json'], () =>
		run("Installing the collector's packages", 'npm', [
			'install',
			'--no-save',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		]),
	);
	const sources = globSync(['dashboard/**/*', 'api/rows.ts', 'api/filters.ts', 'vite.config.ts'], { cwd: folder })
		.filter((file) => /\.[a-z]+$/.test(file))
		.sort();
	once('dist/.linecheck-sources', sources, () =>
		run('Building the dashboard', process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']),
	);
}

prepare();
if (!process.argv.includes('--prepare')) {
	const collector = spawn(process.execPath, [join(folder, 'main.ts')], { stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => collector.kill(signal));
	collector.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

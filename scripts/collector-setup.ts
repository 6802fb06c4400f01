import { spawn, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { end, line } from '../lab/index.ts';
import { once } from './once.ts';

const folder = fileURLToPath(new URL('../collector/', import.meta.url));
export const COLLECTOR = join(folder, 'main.ts');

function run(what: string, command: string, args: readonly string[]): void {
	process.stderr.write(`${what}…\n`);
	const { status } = spawnSync(command, args, {
		cwd: folder,
		stdio: ['ignore', process.stderr.fd, process.stderr.fd],
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error(`${what} failed, see above.`);
}

/** Installs the collector's packages and builds the dashboard, where missing or out of date. Throws with one line. */
export function prepareCollector(): void {
	once(join(folder, 'node_modules/.linecheck-lock'), [join(folder, 'package-lock.json')], () =>
		run("Installing the collector's packages", 'npm', [
			'install',
			'--no-save',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		]),
	);
	const sources = globSync(['dashboard/**/*', 'api/*.ts', 'vite.config.ts', 'package-lock.json', '../core/**/*.ts'], {
		cwd: folder,
	})
		.filter((file) => /\.[a-z]+$/.test(file))
		.sort()
		.map((file) => join(folder, file));
	once(join(folder, 'dist/.linecheck-sources'), sources, () =>
		run('Building the dashboard', process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']),
	);
}

/** A collector that runs in a process of its own. */
export interface CollectorProcess {
	/** Of the dashboard, and the endpoint of extensions. */
	readonly url: string;
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

/** Starts the collector with these variables (docs/collector.md) and waits until it listens. */
export async function startCollector(variables: Readonly<Record<string, string>>): Promise<CollectorProcess> {
	const child = spawn(process.execPath, [COLLECTOR], {
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
	const [, url = ''] = await line(child, 'stdout', /^Linecheck collector: (\S+)$/).catch((error: unknown) => {
		child.kill('SIGKILL');
		throw error;
	});
	return { url, ended, stop: () => end(child, 'SIGTERM') };
}

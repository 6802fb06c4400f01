// Sets up what is missing, then runs a TypeScript script on the project's own Node (which strips types):
//   node scripts/run.mjs SCRIPT [ARG…]
// Needs nothing but Node 20 and npm, so it is plain JavaScript with no package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs the Node packages when they are missing or the lock file has changed since. */
function installPackages() {
	const lock = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const stamp = join(root, 'node_modules', '.linecheck-lock');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	process.stderr.write('Installing Node packages…\n');
	// Not `npm ci`: it refuses a lock file that lacks other platforms' binaries, which a company's registry may not hold.
	const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: ['ignore', process.stderr.fd, process.stderr.fd],
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) {
		process.stderr.write('Could not install the Node packages (npm install failed, see above).\n');
		process.exit(2);
	}
	writeFileSync(stamp, lock);
}

function node() {
	const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return existsSync(own) ? own : process.execPath;
}

installPackages();
const [script, ...args] = process.argv.slice(2);
const child = spawn(node(), ['--disable-warning=ExperimentalWarning', join(root, script ?? ''), ...args], {
	stdio: 'inherit',
	env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));

/**
 * `npm run collector`: installs the collector's packages if they are missing or out of date, builds the dashboard if it
 * is missing or older than its sources, then starts the collector. `--prepare` stops before the start.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { COLLECTOR, prepareCollector } from './collector-setup.ts';

try {
	prepareCollector();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(2);
}
if (!process.argv.includes('--prepare')) {
	const collector = spawn(process.execPath, [COLLECTOR], { stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => collector.kill(signal));
	collector.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

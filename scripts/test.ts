import { spawnSync } from 'node:child_process';
import { BROWSERS, ensureTools, LAB_TOOLS } from './tools.ts';

/** Every step of `npm test`, in the order in which it fails soonest. */
const STEPS: readonly (readonly [name: string, script: string])[] = [
	['lint', 'lint'],
	['both builds, packed for the stores', 'test:store'],
	['types', 'types'],
	['unit and property tests', 'test:unit'],
	['views in a browser', 'test:views'],
	['telemetry, both browsers', 'test:telemetry'],
	['collector and dashboard', 'test:collector'],
	['the lab, both browsers', 'test:lab'],
];

function run(): number {
	ensureTools([...LAB_TOOLS, ...Object.values(BROWSERS)]);
	for (const [name, script] of STEPS) {
		const started = performance.now();
		process.stdout.write(`\n— ${name}\n`);
		const { status } = spawnSync('npm', ['run', '-s', script], { stdio: 'inherit' });
		if (status !== 0) {
			process.stdout.write(`\nFAILED: ${name} (npm run ${script})\n`);
			return 1;
		}
		process.stdout.write(`— ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
	}
	return 0;
}

try {
	process.exitCode = run();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { command, readFlags, UsageError } from '../scripts/command.ts';
import { BROWSER_NAMES, type BrowserName } from './browsers/types.ts';
import { sweep } from './net/sweep.ts';
import { loadScenario, type Scenario, ScenarioError, shippedScenarios } from './scenario/load.ts';
import type { Result } from './scenario/run.ts';
import { row, table } from './scenario/table.ts';

const USAGE =
	'usage: npm run -s lab -- --scenario FILE [--scenario FILE…] [--browser chromium|firefox|both] [--json OUT.json] [--headed] [--list] [--clean]';

const FLAGS = {
	scenario: { type: 'string', multiple: true },
	browser: { type: 'string', default: 'both' },
	json: { type: 'string' },
	headed: { type: 'boolean', default: false },
	list: { type: 'boolean', default: false },
	clean: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

type Flags = ReturnType<typeof readFlags<typeof FLAGS>>;

function browsersOf(wanted: string): readonly BrowserName[] {
	if (wanted === 'both') return BROWSER_NAMES;
	const found = BROWSER_NAMES.filter((name) => name === wanted);
	if (found.length === 0) throw new UsageError(`--browser: ${wanted} is none of chromium, firefox, both`);
	return found;
}

function list(): number {
	for (const file of shippedScenarios())
		process.stdout.write(`${relative(process.cwd(), file)}\t${loadScenario(file).name}\n`);
	return 0;
}

function clean(): number {
	const removed = sweep();
	process.stderr.write(`${removed.length} dead labs removed\n`);
	return 0;
}

function report(result: Result): void {
	process.stderr.write(`${result.pass ? '✓' : '✗'} ${result.name} (${result.browser}, ${result.durationMs} ms)\n`);
	for (const difference of result.differences) process.stderr.write(`    ${difference}\n`);
}

async function run(scenarios: readonly Scenario[], options: Flags): Promise<number> {
	// The browsers' drivers take a while to load: a mistake in a file is told before.
	const [{ runScenarios }, { prepareLab }] = await Promise.all([
		import('./scenario/run.ts'),
		import('../scripts/prepare.ts'),
	]);
	const browsers = browsersOf(options.browser);
	prepareLab(browsers);
	const results = await runScenarios(scenarios, browsers, { headed: options.headed, onResult: report });
	if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results.map(row), null, '\t')}\n`);
	process.stdout.write(table(results));
	return results.every((result) => result.pass) ? 0 : 1;
}

function help(): number {
	process.stdout.write(`${USAGE}\n`);
	return 0;
}

async function main(): Promise<number> {
	const options = readFlags(FLAGS);
	if (options.help) return help();
	browsersOf(options.browser);
	if (options.list) return list();
	if (options.clean) return clean();
	if (options.scenario === undefined) throw new UsageError(USAGE);
	return run(options.scenario.map(loadScenario), options);
}

await command(main, { inputErrors: [ScenarioError] });

import { writeFileSync } from 'node:fs';
import { command, readFlags } from '../../scripts/command.ts';
import { prepareLab } from '../../scripts/prepare.ts';
import { BROWSER_NAMES, type BrowserName } from '../browsers/types.ts';
import { type Cell, cellsOf } from './cells.ts';
import { line, summary } from './print.ts';
import { PROFILES } from './profiles.ts';
import { randomCells } from './random.ts';
import { readRecorded, replay } from './replay.ts';
import { type CellResult, runCells } from './run.ts';
import { sliceOf } from './slice.ts';

const HELP = `npm run matrix -- [--browser chromium|firefox|both] [--slice ci | --random N [--seed S]] [--filter TEXT] [--labs N] [--json FILE] [--replay FILE] [--list]
Every fault on every entry of the allowlist, and the allowlist with each entry missing: what must come out, and what does.
--labs: how many labs each browser works through side by side (default 2).
--replay judges the evidence of an earlier --json once more, by the rules as they are now.
`;

const FLAGS = {
	browser: { type: 'string', default: 'both' },
	slice: { type: 'string', default: '' },
	filter: { type: 'string', default: '' },
	random: { type: 'string', default: '0' },
	seed: { type: 'string', default: '1' },
	labs: { type: 'string', default: '2' },
	json: { type: 'string' },
	replay: { type: 'string' },
	list: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

type Flags = ReturnType<typeof readFlags<typeof FLAGS>>;

function cellsFor({ slice, filter, random, seed }: Flags): readonly Cell[] {
	const all = Number(random) > 0 ? randomCells(PROFILES, Number(random), Number(seed)) : cellsOf(PROFILES);
	return (slice === 'ci' ? sliceOf(all) : all).filter(({ name }) => name.includes(filter));
}

/** The browsers run side by side, in labs of their own: most of a cell is waiting for silence. */
async function run(browsers: readonly BrowserName[], cells: readonly Cell[], labs: number) {
	const onResult = (result: CellResult) => void process.stdout.write(line(result));
	const parts = Array.from({ length: labs }, (_, part) => cells.filter((_cell, index) => index % labs === part));
	const runs = browsers.flatMap((browser) => parts.map((part) => runCells(browser, part, { onResult })));
	return (await Promise.all(runs)).flat();
}

const written = ({ cell, browser, report, expected, differences }: CellResult) => ({
	name: cell.name,
	browser,
	network: cell.network,
	expected,
	differences,
	durationMs: report?.durationMs,
	verdicts: report?.verdicts,
	findings: report?.findings,
	evidence: report?.evidence,
	environment: report?.environment,
});

function replayed(file: string, cells: readonly Cell[]): number {
	const wrong = readRecorded(file, cells).flatMap((recorded) => {
		const texts = replay(recorded).map(({ kind, text }) => `${kind}: ${text}`);
		return texts.length === 0
			? []
			: [`${recorded.environment.browser}  ${recorded.cell.name}  →  ${texts.join('; ')}\n`];
	});
	process.stdout.write(`${wrong.join('')}${wrong.length} cells are wrong\n`);
	return wrong.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
	const values = readFlags(FLAGS);
	const browsers = BROWSER_NAMES.filter((name) => values.browser === 'both' || values.browser === name);
	const cells = cellsFor(values);
	const labs = Number(values.labs);
	const isNumber = Number.isInteger(labs) && labs > 0 && labs <= 8;
	if (values.help || !isNumber || browsers.length === 0 || cells.length === 0 || !['', 'ci'].includes(values.slice)) {
		process.stderr.write(HELP);
		return values.help ? 0 : 2;
	}
	if (values.list) {
		process.stdout.write(cells.map(({ name }) => `${name}\n`).join(''));
		return 0;
	}
	if (values.replay !== undefined) return replayed(values.replay, cells);
	prepareLab(browsers);
	const started = performance.now();
	const results = await run(browsers, cells, labs);
	if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results.map(written)));
	process.stdout.write(summary(results, performance.now() - started));
	return results.every(({ differences }) => differences.length === 0) ? 0 : 1;
}

await command(main);

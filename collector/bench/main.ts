/**
 * `npm run bench -- load [EVENTS_PER_SECOND] [SECONDS]` or `npm run bench -- scale [AGENTS…]`. Results go to standard
 * output as JSON, what is going on to standard error. Sends to this machine only, and stops by itself. With
 * LINECHECK_STORE=FOLDER the store of `scale` is kept there, and the next time only its views are timed.
 */
import { existsSync } from 'node:fs';
import { scratch } from '../tests/support.ts';
import { generate } from './generate.ts';
import { load } from './load.ts';
import { timeViews } from './views.ts';

const DAYS = 30;
const SEED = 20_261_121;
const TIMES = 30;

async function fill(folder: string, agents: number) {
	process.stderr.write(`${agents} agents, ${DAYS} days, seed ${SEED}…\n`);
	const generated = await generate(folder, { agents, days: DAYS, seed: SEED });
	process.stderr.write(`${generated.rows.otel_logs} records in ${generated.seconds.toFixed(0)} s\n`);
	return { agents, days: DAYS, seed: SEED, ...generated };
}

async function scale(agents: number): Promise<unknown> {
	const kept = process.env.LINECHECK_STORE;
	const isFilled = kept !== undefined && existsSync(kept);
	const folder = kept ?? scratch();
	const filled = isFilled ? {} : await fill(folder, agents);
	return { ...filled, views: await timeViews(folder, TIMES) };
}

const [what = 'load', ...numbers] = process.argv.slice(2);
const [first, second] = numbers.map(Number);
if (what === 'load') console.log(JSON.stringify(await load(first ?? 5_000, second ?? 20), null, '\t'));
else
	for (const agents of numbers.length > 0 ? numbers.map(Number) : [1_000, 10_000, 100_000])
		console.log(JSON.stringify(await scale(agents)));
process.exit(0);

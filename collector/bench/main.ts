import { existsSync } from 'node:fs';
import { scratch } from '../tests/support.ts';
import { generate } from './generate.ts';
import { load } from './load.ts';
import { timeViews } from './views.ts';

const HELP = `npm run bench -- load [EVENTS_PER_SECOND] [SECONDS] | scale [AGENTS…]
load: sends at a fixed rate (5000 events a second for 20 s) and times the acknowledgements.
scale: fills a store with 30 days of each fleet (1000, 10000 and 100000 agents) and times every view.
Results go to standard output as JSON, what is going on to standard error. Sends to this machine only. With
LINECHECK_STORE=FOLDER the store of \`scale\` is kept there, and the next time only its views are timed.
`;
const DAYS = 30;
const SEED = 20_261_121;
const TIMES = 30;

const say = (text: string) => process.stderr.write(`${text}\n`);

async function fill(folder: string, agents: number) {
	say(`${agents} agents, ${DAYS} days, seed ${SEED}…`);
	const generated = await generate(folder, { agents, days: DAYS, seed: SEED }, (day) => say(`day ${day} of ${DAYS}`));
	say(`${generated.rows.otel_logs} records in ${generated.seconds.toFixed(0)} s`);
	return { agents, days: DAYS, seed: SEED, ...generated };
}

async function scale(agents: number): Promise<unknown> {
	const kept = process.env.LINECHECK_STORE;
	const isFilled = kept !== undefined && existsSync(kept);
	const folder = kept ?? scratch();
	const filled = isFilled ? {} : await fill(folder, agents);
	return { ...filled, views: await timeViews(folder, TIMES) };
}

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 1;

async function run(what: string | undefined, numbers: readonly number[]): Promise<number> {
	if (what === 'load' && numbers.length <= 2 && numbers.every(isCount))
		console.log(JSON.stringify(await load(numbers[0] ?? 5_000, numbers[1] ?? 20), null, '\t'));
	else if (what === 'scale' && numbers.every(isCount))
		for (const agents of numbers.length > 0 ? numbers : [1_000, 10_000, 100_000])
			console.log(JSON.stringify(await scale(agents)));
	else {
		process.stderr.write(HELP);
		return what === '--help' ? 0 : 2;
	}
	return 0;
}

// what was filled is deleted at an end by Ctrl-C too
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(2));
const [what, ...numbers] = process.argv.slice(2);
process.exit(await run(what, numbers.map(Number)));

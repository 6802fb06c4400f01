import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Processor time, in cores on average: what a measurement used, and what everything else took from it. */
export interface Processors {
	readonly collector: number;
	readonly sender: number;
	readonly others: number;
}

/** Linux counts in hundredths of a second, whatever the machine (man 5 proc, `_SC_CLK_TCK`). */
const TICK_MS = 10;

const busyMs = (): number =>
	cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
const ownMs = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};
/** Linux only: elsewhere 0, and the collector stands among the others. */
function processMs(pid: number): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
	} catch {
		return 0;
	}
}

/** Begins to count; call the answer while the collector still runs. */
export function countProcessors(pid: number): () => Processors {
	const look = () => ({ at: performance.now(), busy: busyMs(), sender: ownMs(), collector: processMs(pid) });
	const before = look();
	return () => {
		const after = look();
		const elapsed = after.at - before.at;
		const cores = (ms: number) => Math.round((ms / elapsed) * 100) / 100;
		const collector = after.collector - before.collector;
		const sender = after.sender - before.sender;
		const others = Math.max(0, after.busy - before.busy - collector - sender);
		return { collector: cores(collector), sender: cores(sender), others: cores(others) };
	};
}

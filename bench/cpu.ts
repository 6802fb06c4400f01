import { readdirSync, readFileSync } from 'node:fs';

interface Process {
	readonly pid: number;
	readonly parent: number;
	/** Its arguments. */
	readonly command: string;
	/** CPU time of its main thread, ms. */
	readonly ms: number;
}

/** A process that shows pages: of Chromium, of Firefox. */
const SHOWS_PAGES = /--type=renderer|-contentproc.* tab\b/;

/** Linux: proc_pid_stat(5), and the first number of schedstat, ns. */
function read(pid: string): Process[] {
	try {
		const [, after = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
		const ns = Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]);
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
		return [{ pid: Number(pid), parent: Number(after), command, ms: ns / 1e6 }];
	} catch {
		// It has ended meanwhile.
		return [];
	}
}

/** Every process below ours that shows pages. */
function pageProcesses(): readonly Process[] {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap(read);
	const known = new Set([process.pid]);
	for (let size = 0; size < known.size; ) {
		size = known.size;
		for (const { pid, parent } of all) if (known.has(parent)) known.add(pid);
	}
	return all.filter(({ pid, command }) => known.has(pid) && SHOWS_PAGES.test(command));
}

/** CPU time, ms, that a page's work takes on the main thread of the page's process: the one that works most by far. */
export async function mainThreadMs(work: () => Promise<unknown>): Promise<number> {
	const before = new Map(pageProcesses().map(({ pid, ms }) => [pid, ms]));
	await work();
	return Math.max(...pageProcesses().map(({ pid, ms }) => ms - (before.get(pid) ?? ms)));
}

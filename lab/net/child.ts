import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const START_MS = 60_000;

/** Waits for a line of a process that matches; throws what it wrote when it ends before. */
export async function line(
	child: ChildProcess,
	stream: 'stdout' | 'stderr',
	pattern: RegExp,
): Promise<RegExpExecArray> {
	const written: string[] = [];
	const input = child[stream];
	if (input === null || input === undefined) throw new Error('the process has no output');
	const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
	for await (const text of createInterface({ input })) {
		const found = pattern.exec(text);
		written.push(text);
		if (found === null) continue;
		clearTimeout(timer);
		input.resume();
		return found;
	}
	clearTimeout(timer);
	throw new Error(`it did not start: ${written.slice(-5).join(' ')}`);
}

/** Asks a process to end, and waits for it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill(signal);
	await gone;
}

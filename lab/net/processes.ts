import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { PATH } from './exec.ts';

/** A program that stays, inside a namespace. */
export interface Daemon {
	readonly name: string;
	readonly child: ChildProcess;
	readonly log: string;
	stop(): Promise<void>;
}

interface Start {
	readonly namespace: string;
	readonly command: readonly string[];
	/** Where its output goes. */
	readonly log: string;
}

/** Starts a daemon; `ip netns exec` replaces itself, so the child is the program. Its standard input ends with us. */
export function start({ namespace, command, log }: Start): Daemon {
	const output = openSync(log, 'a');
	const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
		stdio: ['pipe', output, output],
		env: { ...process.env, PATH },
	});
	child.stdin?.on('error', () => undefined);
	return { name: command[0] ?? '', child, log, stop: () => stop(child) };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const gone = once(child, 'exit');
	child.kill('SIGKILL');
	await gone;
}

/** Whether anything listens there in the namespace of that process: proc_pid_net(5), ports in hexadecimal. */
function isListening(pid: number, protocol: 'tcp' | 'udp', port: number): boolean {
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const families = [protocol, `${protocol}6`].map((name) => readFileSync(`/proc/${pid}/net/${name}`, 'utf8'));
	// State 0A is LISTEN, 07 an unconnected UDP socket.
	return families.some((table) => new RegExp(`: [0-9A-F]+:${hex} [0-9A-F]+:0000 (0A|07) `).test(table));
}

/** Waits until the daemon listens; throws with the end of its log when it ends instead or takes over 10 s. */
export async function untilListening(daemon: Daemon, protocol: 'tcp' | 'udp', port: number): Promise<void> {
	const deadline = performance.now() + 10_000;
	const { child } = daemon;
	while (hasEnded(child) || child.pid === undefined || !isListening(child.pid, protocol, port)) {
		if (hasEnded(child) || performance.now() > deadline)
			throw new Error(`${daemon.name} did not start: ${readFileSync(daemon.log, 'utf8').slice(-500)}`);
		await delay(10);
	}
}

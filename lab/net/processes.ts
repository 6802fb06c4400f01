import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
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
	const files = [protocol, `${protocol}6`].map((name) => `/proc/${pid}/net/${name}`).filter(existsSync);
	const families = files.map((file) => readFileSync(file, 'utf8'));
	// State 0A is LISTEN, 07 an unconnected UDP socket.
	return families.some((table) => new RegExp(`: [0-9A-F]+:${hex} [0-9A-F]+:0000 (0A|07) `).test(table));
}

/** Throws with the end of its log when a daemon has ended. */
export function assertRunning({ name, child, log }: Daemon): void {
	if (hasEnded(child)) throw new Error(`${name} ended: ${readFileSync(log, 'utf8').slice(-500)}`);
}

const START_MS = 10_000;

/** Waits until the daemon listens; throws when it ends instead, or stops it and throws when it takes over 10 s. */
export async function untilListening(daemon: Daemon, protocol: 'tcp' | 'udp', port: number): Promise<void> {
	const deadline = performance.now() + START_MS;
	const { pid = 0 } = daemon.child;
	for (;;) {
		assertRunning(daemon);
		if (isListening(pid, protocol, port)) return;
		if (performance.now() > deadline) break;
		await delay(10);
	}
	await daemon.stop();
	throw new Error(`${daemon.name} does not listen on ${protocol} ${port}`);
}

/** A set of daemons that is replaced as a whole. */
export function crew() {
	let daemons: readonly Daemon[] = [];
	return {
		async stop(): Promise<void> {
			await Promise.all(daemons.map((daemon) => daemon.stop()));
			daemons = [];
		},
		/** Throws the first reason when one does not start; the others are kept, to be stopped. */
		async start(starts: readonly Promise<Daemon | undefined>[]): Promise<void> {
			const settled = await Promise.allSettled(starts);
			daemons = settled.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
			const failed = settled.find((one) => one.status === 'rejected');
			if (failed !== undefined) throw failed.reason;
		},
	};
}

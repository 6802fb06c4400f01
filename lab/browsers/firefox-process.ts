import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PATH } from '../net/exec.ts';

const RELAY = fileURLToPath(new URL('relay.ts', import.meta.url));
const START_MS = 60_000;

/** A started Firefox and the address of its WebDriver BiDi. */
export interface FirefoxProcess {
	readonly endpoint: string;
	/** Firefox takes connections for its own address alone. */
	readonly headers: Record<string, string>;
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

interface Start {
	readonly program: string;
	readonly args: readonly string[];
	readonly folder: string;
	readonly netns?: string | undefined;
}

/** Waits for a line of a process that matches; throws what it wrote when it ends before. */
async function line(child: ChildProcess, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
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
	throw new Error(`it did not start: ${written.slice(-5).join(' ')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill(signal);
	await gone;
}

/** BiDi listens on the loopback of Firefox's namespace; this brings it out as a Unix socket. */
async function bringOut(netns: string, folder: string, port: string): Promise<readonly [ChildProcess, string]> {
	const socket = join(folder, 'bidi');
	const command = [
		'netns',
		'exec',
		netns,
		process.execPath,
		'--disable-warning=ExperimentalWarning',
		RELAY,
		socket,
		port,
	];
	const relay = spawn('ip', command, { env: { ...process.env, PATH }, stdio: ['pipe', 'pipe', 'inherit'] });
	await line(relay, 'stdout', /listening/);
	return [relay, `ws+unix:${socket}:/session`];
}

/** Starts Firefox and waits for its WebDriver BiDi. */
export async function startFirefox({ program, args, folder, netns }: Start): Promise<FirefoxProcess> {
	const env = { ...process.env, PATH, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' };
	const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
	const [, port = ''] = await line(child, 'stderr', /WebDriver BiDi listening on ws:\/\/[^:]+:(\d+)/);
	const [relay, endpoint] = netns === undefined ? [] : await bringOut(netns, folder, port);
	return {
		endpoint: endpoint ?? `ws://127.0.0.1:${port}/session`,
		headers: { host: `127.0.0.1:${port}` },
		ended: new Promise((resolve) => child.on('exit', () => resolve())),
		async stop() {
			await end(child, 'SIGTERM');
			if (relay !== undefined) await end(relay, 'SIGKILL');
		},
	};
}

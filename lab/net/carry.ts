import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { line } from './child.ts';
import { PATH } from './exec.ts';

const RELAY = fileURLToPath(new URL('relay.ts', import.meta.url));

/** Carries what connects to `from` on to `to`, each a loopback port or a Unix socket; `netns`: where ports are meant. */
export async function carry(from: string, to: string, netns?: string): Promise<ChildProcess> {
	const node = [process.execPath, '--disable-warning=ExperimentalWarning', RELAY, from, to];
	const [program = '', ...args] = netns === undefined ? node : ['ip', 'netns', 'exec', netns, ...node];
	const relay = spawn(program, args, { env: { ...process.env, PATH }, stdio: ['pipe', 'pipe', 'inherit'] });
	await line(relay, 'stdout', /listening/);
	return relay;
}

/**
 * Makes a loopback port of this machine reachable on the loopback of a namespace too: no firewall, proxy or name server
 * of the lab stands between. Gives what ends it.
 */
export async function bringIn(port: number, { netns, folder }: { netns: string; folder: string }): Promise<() => void> {
	const socket = join(folder, `port-${port}`);
	const relays = [await carry(socket, String(port)), await carry(String(port), socket, netns)];
	return () => {
		for (const relay of relays) relay.kill('SIGKILL');
	};
}

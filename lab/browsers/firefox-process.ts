import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { carry } from '../net/carry.ts';
import { end, line } from '../net/child.ts';
import { PATH } from '../net/exec.ts';

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

/** BiDi listens on the loopback of Firefox's namespace; this brings it out as a Unix socket. */
async function bringOut(netns: string, folder: string, port: string): Promise<readonly [ChildProcess, string]> {
	const socket = join(folder, 'bidi');
	return [await carry(socket, port, netns), `ws+unix:${socket}:/session`];
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

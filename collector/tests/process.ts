import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from './support.ts';

export const TOKEN = 'test-token-of-the-fault-tests-and-of-the-load';

export interface Running {
	readonly url: string;
	readonly process: ChildProcess;
	kill(signal: NodeJS.Signals): Promise<void>;
}

const children = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function endAll(): void {
	for (const child of children) child.kill('SIGKILL');
}

process.once('exit', endAll);

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	return typeof address === 'object' && address ? address.port : 0;
}

/** The collector as it is started: a process of its own on a folder. */
export async function startCollector(folder: string): Promise<Running> {
	const port = await freePort();
	const env = {
		...process.env,
		PORT: String(port),
		LINECHECK_STORE: folder,
		LINECHECK_INGEST_TOKEN: `Lisbon=${TOKEN}`,
		LINECHECK_SUPERVISOR_PASSWORD: PASSWORD,
	};
	const child = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url))], {
		env,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	children.add(child);
	child.once('exit', () => children.delete(child));
	const url = `http://127.0.0.1:${port}`;
	// on a full disk it answers that it is not well
	const answers = () =>
		fetch(`${url}/healthz`).then(
			() => true,
			() => false,
		);
	for (let tries = 0; !(await answers()); tries++) {
		if (child.exitCode !== null) throw new Error(`the collector ended with ${child.exitCode}`);
		if (tries > 300) throw new Error('the collector does not answer');
		await sleep(100);
	}
	const kill = async (signal: NodeJS.Signals) => {
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	};
	return { url, process: child, kill };
}

/** Status of the answer; 0: none came. */
export const send = (url: string, body: string, signal?: AbortSignal): Promise<number> =>
	fetch(`${url}/v1/logs`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
		body,
		...(signal && { signal }),
	}).then(
		async (response) => {
			await response.arrayBuffer();
			return response.status;
		},
		() => 0,
	);

/** A view of the dashboard, as a supervisor gets it. */
export async function view(url: string, path: string): Promise<Record<string, Record<string, number | string>[]>> {
	const session = await fetch(`${url}/api/session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: 'supervisor', password: PASSWORD }),
	});
	const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
	const response = await fetch(`${url}/api/${path}`, { headers: { Cookie: cookie } });
	return (await response.json()) as Record<string, Record<string, number | string>[]>;
}

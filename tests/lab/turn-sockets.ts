import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../../lab/index.ts';
import { execIn, PATH } from '../../lab/net/exec.ts';

/** A table of its own in the office: from which local port UDP went to which TURN server. */
const FLOWS = `
table ip flows {
	set turn { type inet_service . ipv4_addr; flags dynamic; size 65535; }
	chain out { type filter hook output priority 0; udp dport 3478 add @turn { udp sport . ip daddr }; }
}
`;

/** UDP sockets of the agent's machine to TURN servers. */
export interface TurnSockets {
	/** The most that were open at the same time, by server. */
	most(): Promise<readonly number[]>;
	/** How many are open now. */
	open(): Promise<number>;
	stop(): Promise<void>;
}

export async function watchTurnSockets(lab: Lab): Promise<TurnSockets> {
	await execIn(lab.netns, 'nft', ['-f', '-'], FLOWS);
	const inside = fileURLToPath(new URL('turn-sockets-inside.ts', import.meta.url));
	const command = ['netns', 'exec', lab.netns, process.execPath, '--disable-warning=ExperimentalWarning', inside];
	const child = spawn('ip', command, { env: { ...process.env, PATH }, stdio: ['pipe', 'pipe', 'inherit'] });
	const samples: (readonly number[])[] = [[]];
	createInterface({ input: child.stdout }).on('line', (line) => samples.push(JSON.parse(line)));
	const flows = async () => {
		const text = await execIn(lab.netns, 'nft', ['list', 'set', 'ip', 'flows', 'turn']);
		return [...text.matchAll(/(\d+) \. ([\d.]+)/g)].map(([, port, server]) => ({ port: Number(port), server }));
	};
	const count = (sample: readonly number[], ports: readonly number[]) =>
		sample.filter((port) => ports.includes(port)).length;
	return {
		most: async () => {
			const seen = await flows();
			return [...new Set(seen.map(({ server }) => server))].map((server) => {
				const ports = seen.filter((flow) => flow.server === server).map(({ port }) => port);
				return Math.max(...samples.map((sample) => count(sample, ports)));
			});
		},
		open: async () =>
			count(
				samples.at(-1) ?? [],
				(await flows()).map(({ port }) => port),
			),
		stop: async () => {
			const gone = once(child, 'exit');
			child.stdin.end();
			await gone;
			await execIn(lab.netns, 'nft', ['delete', 'table', 'ip', 'flows']);
		},
	};
}

import { fileURLToPath } from 'node:url';
import type { Lab } from '../lab.ts';
import { PROXY_NAME } from '../net/dns.ts';
import { execIn } from '../net/exec.ts';
import { PROXY_PORT } from '../net/firewall.ts';

/** What to try from the office, without a browser. */
export type Probe =
	| { readonly kind: 'lookup'; readonly name: string }
	| { readonly kind: 'stun'; readonly address: string; readonly port: number }
	| { readonly kind: 'many'; readonly address: string; readonly port: number; readonly count: number }
	| { readonly kind: 'tunnel'; readonly proxy: string; readonly to: string }
	| { readonly kind: 'get'; readonly url: string; readonly caFiles: readonly string[]; readonly upgrade?: boolean };

/** What came of it: `error` is the system's code (ECONNREFUSED, ENOTFOUND, …) or `silent`. */
export interface Seen {
	readonly error?: string;
	readonly addresses?: readonly string[];
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly elapsedMs?: number;
	/** Organisation that signed the server's certificate. */
	readonly issuer?: string;
	readonly received?: number;
}

const INSIDE = fileURLToPath(new URL('inside.ts', import.meta.url));

/** Looks at a lab's network from the agent's machine. */
export function look(lab: Lab) {
	const run = async (probe: Probe): Promise<Seen> => {
		const args = ['--disable-warning=ExperimentalWarning', INSIDE, JSON.stringify(probe)];
		return JSON.parse(await execIn(lab.netns, process.execPath, args)) as Seen;
	};
	const addressOf = (name: string) => lab.hosts.find((host) => host.name === name)?.address ?? '';
	return {
		lookup: (name: string) => run({ kind: 'lookup', name }),
		stun: (name: string, port = 3478) => run({ kind: 'stun', address: addressOf(name), port }),
		tunnel: (to: string) => run({ kind: 'tunnel', proxy: `${PROXY_NAME}:${PROXY_PORT}`, to }),
		/** So many STUN requests at once, none of them sent again. */
		many: async (name: string, count: number) => {
			const { received = 0 } = await run({ kind: 'many', address: addressOf(name), port: 3478, count });
			return { sent: count, received };
		},
		get: (url: string, upgrade = false) => run({ kind: 'get', url, caFiles: lab.caFiles, upgrade }),
	};
}

import { exec, execIn } from './exec.ts';
import { ADDRESSES, OFFICE } from './names.ts';

const FIRST = 10;
const LAST = 250;
const addressOf = (index: number) => `${ADDRESSES.officeNet}.${FIRST + (index % (LAST - FIRST))}/24`;

/** Ends every TCP connection of a namespace (ss(8), -K) but those within it: a browser is driven by one. */
export async function endConnections(namespace: string): Promise<void> {
	await execIn(namespace, 'ss', ['-K', '-t', 'state', 'connected', 'not', 'dst', '127.0.0.0/8']);
}

/** The agent's machine: its address changes at every switch, which makes browsers forget names and connections. */
export interface Office {
	/** Leaves nothing of the old network alive: a new address, no open TCP connection. */
	renew(plugged: boolean): Promise<void>;
}

/**
 * The link goes down only where a fault takes the cable out: Chromium calls a machine offline for seconds after it
 * comes back.
 */
export function office(namespace: string): Office {
	let index = 0;
	let up = true;
	const run = (commands: readonly string[]) => exec('ip', ['-n', namespace, '-batch', '-'], commands.join('\n'));
	const move = () => {
		index += 1;
		return [
			`address add ${addressOf(index)} dev ${OFFICE}`,
			`address del ${addressOf(index - 1)} dev ${OFFICE}`,
			`route replace default via ${ADDRESSES.gateway}`,
		];
	};
	return {
		async renew(plugged) {
			await endConnections(namespace);
			const link = up === plugged ? [] : [`link set ${OFFICE} ${plugged ? 'up' : 'down'}`];
			up = plugged;
			await run([...link, ...(plugged ? move() : [])]);
		},
	};
}

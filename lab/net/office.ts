import { exec, execIn } from './exec.ts';
import { ADDRESSES, OFFICE } from './names.ts';

const FIRST = 10;
const LAST = 250;

/** The agent's machine: its address changes at every switch, which makes browsers forget names and connections. */
export interface Office {
	/** Leaves nothing of the old network alive: a new address, no open TCP connection. */
	renew(plugged: boolean): Promise<void>;
}

const addressOf = (index: number) => `${ADDRESSES.officeNet}.${FIRST + (index % (LAST - FIRST))}/24`;

/** Ends every TCP connection of a namespace (ss(8), -K) but those within it: a browser is driven by one. */
export async function endConnections(namespace: string): Promise<void> {
	await execIn(namespace, 'ss', ['-K', '-t', 'state', 'connected', 'not', 'dst', '127.0.0.0/8']);
}

export function office(namespace: string): Office {
	let index = 0;
	const run = (commands: readonly string[]) => exec('ip', ['-n', namespace, '-batch', '-'], commands.join('\n'));
	return {
		async renew(plugged) {
			await run([`link set ${OFFICE} down`, `address flush dev ${OFFICE}`]);
			await endConnections(namespace);
			if (!plugged) return;
			index += 1;
			await run([
				`address add ${addressOf(index)} dev ${OFFICE}`,
				`link set ${OFFICE} up`,
				`route replace default via ${ADDRESSES.gateway}`,
			]);
		},
	};
}

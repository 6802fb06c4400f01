import { join } from 'node:path';
import type { Host } from './hosts.ts';
import { type Daemon, start, untilListening } from './processes.ts';

/** Credentials that the lab's CCP hands to a call; Linecheck has none of its own. */
export const TURN_CREDENTIALS = {
	username: 'agent-7f3ac19e',
	credential: 'secret-51b0d4a7',
	realm: 'connect.example',
} as const;
const TURN_PORT = 3478;

/** One coturn on the addresses of all TURN hosts: long-term credentials (RFC 8489), UDP alone, as Amazon Connect's. */
export async function startTurn(
	namespace: string,
	folder: string,
	hosts: readonly Host[],
): Promise<Daemon | undefined> {
	const addresses = hosts.filter((host) => host.turn).map((host) => host.address);
	if (addresses.length === 0) return undefined;
	const { username, credential, realm } = TURN_CREDENTIALS;
	const listen = addresses.flatMap((address) => ['--listening-ip', address, '--relay-ip', address]);
	const options = ['--lt-cred-mech', '--user', `${username}:${credential}`, '--realm', realm, '--no-cli'];
	const quiet = ['--no-tls', '--no-dtls', '--no-tcp', '--no-rfc5780', '--log-file', 'stdout', '--simple-log'];
	const files = ['--pidfile', join(folder, 'turn.pid'), '--userdb', join(folder, 'turn.db')];
	const command = ['turnserver', '-n', '--listening-port', `${TURN_PORT}`, ...listen, ...options, ...quiet, ...files];
	const daemon = start({ namespace, command, log: join(folder, 'turn.log') });
	await untilListening(daemon, 'udp', TURN_PORT);
	return daemon;
}

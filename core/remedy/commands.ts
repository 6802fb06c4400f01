import type { Target } from '../plan/types.ts';

/** At most this many targets are spelled out: the first ones stand for the rest. */
const SHOWN = 3;

/** Commands that show the same again, on Windows and elsewhere, with destination and port. */
function commandsFor({ kind, host, port, url }: Target): readonly string[] {
	// Test-NetConnection speaks TCP only: for UDP the name is all that Windows can check by itself.
	if (kind === 'turn') return [`nslookup ${host}`, `stunclient --protocol udp ${host} ${port}`];
	const address = url.replace(/^wss:/, 'https:');
	return [
		`nslookup ${host}`,
		`Test-NetConnection ${host} -Port ${port}`,
		`curl --silent --show-error --verbose --output /dev/null --max-time 10 ${address}`,
	];
}

export function commandsOf(targets: readonly Target[]): readonly string[] {
	return [...new Set(targets.slice(0, SHOWN).flatMap(commandsFor))];
}

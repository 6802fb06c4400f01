import { readFileSync } from 'node:fs';

// Runs inside the office: writes a line of JSON with the local ports of its UDP sockets whenever they change.

const EVERY_MS = 5;

/** proc(5), /proc/net/udp: the second column is `address:port`, in hexadecimal. */
function look(): string {
	const rows = readFileSync('/proc/net/udp', 'utf8').split('\n').slice(1, -1);
	const local = rows.map((row) => row.trim().split(/\s+/)[1] ?? '');
	return JSON.stringify(local.map((one) => Number.parseInt(one.split(':')[1] ?? '', 16)));
}

let last = '';
setInterval(() => {
	const now = look();
	if (now !== last) process.stdout.write(`${now}\n`);
	last = now;
}, EVERY_MS);
process.stdin.on('close', () => process.exit(0)).resume();

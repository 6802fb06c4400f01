import { connect, createServer } from 'node:net';

// Runs inside a namespace: `relay.ts SOCKET PORT` carries a Unix socket, which no namespace bounds, to a loopback port.

const [socket, port] = process.argv.slice(2);
const server = createServer((outside) => {
	const inside = connect(Number(port), '127.0.0.1');
	outside.on('error', () => inside.destroy());
	inside.on('error', () => outside.destroy());
	outside.pipe(inside).pipe(outside);
});
server.listen(socket, () => process.stdout.write('listening\n'));
process.stdin.on('close', () => process.exit(0)).resume();

import { connect, createServer } from 'node:net';

// `relay.ts FROM TO`: each a loopback port, or the path of a Unix socket, which no namespace bounds.

const placeOf = (text = '') => (/^\d+$/.test(text) ? { port: Number(text), host: '127.0.0.1' } : { path: text });
const [from, to] = process.argv.slice(2).map(placeOf);
if (from === undefined || to === undefined) throw new Error('relay.ts FROM TO');
const server = createServer((near) => {
	const far = connect(to);
	near.on('error', () => far.destroy());
	far.on('error', () => near.destroy());
	near.pipe(far).pipe(near);
});
server.listen(from, () => process.stdout.write('listening\n'));
process.stdin.on('close', () => process.exit(0)).resume();

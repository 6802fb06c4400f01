import { read, writeSync } from 'node:fs';

// Holds every packet of a tun device for a while and gives it back: `hold.ts FD MS`. Ends with its input.

const [fd = 0, ms = 0] = process.argv.slice(2).map(Number);
const LARGEST_PACKET = 65_535;

function next(): void {
	read(fd, Buffer.allocUnsafe(LARGEST_PACKET), 0, LARGEST_PACKET, null, (error, length, buffer) => {
		if (error) return process.exit(1);
		const packet = Buffer.from(buffer.subarray(0, length));
		setTimeout(() => writeSync(fd, packet), ms);
		next();
	});
}

next();
process.stdin.on('close', () => process.exit(0)).resume();

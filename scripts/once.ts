import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Runs `make` unless the stamp says that it already ran on these files; what it makes may take the stamp away. */
export function once(stamp: string, files: readonly string[], make: () => void): void {
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(file));
	const digest = hash.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
	make();
	writeFileSync(stamp, digest);
}

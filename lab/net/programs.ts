import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { PATH } from './exec.ts';

/** The first of the names that stands on the PATH, as a full path. */
export function findProgram(names: readonly string[]): string | undefined {
	const folders = PATH.split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** As Debian names the processor in library folders. */
const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
/** p11-kit's module (Debian: p11-kit-modules), by which Firefox takes a root for its own; from /usr/bin. */
export const TRUST_MODULE = `../lib/${MACHINE}-linux-gnu/pkcs11/p11-kit-trust.so`;

const NEEDED = [
	'ip',
	'ss',
	'nft',
	'conntrack',
	'dnsmasq',
	'squid',
	'turnserver',
	'openssl',
	'certutil',
	TRUST_MODULE,
] as const;

/** Throws one line that says why no lab can be built on this machine. */
export function assertUsable(): void {
	if (process.platform !== 'linux') throw new Error('The lab needs Linux: it is made of network namespaces.');
	if (process.getuid?.() !== 0) throw new Error('The lab needs root: it makes network namespaces.');
	const missing = NEEDED.filter((name) => findProgram([name]) === undefined);
	if (missing.length > 0)
		throw new Error(`The lab needs these programs: ${missing.map((name) => basename(name)).join(', ')}.`);
}

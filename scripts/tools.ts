import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that something here needs, and the Debian package that brings it. */
interface Tool {
	readonly names: readonly string[];
	readonly debian: string;
}

export const BROWSERS = {
	chromium: { names: ['chromium', 'chromium-browser'], debian: 'chromium' },
	firefox: { names: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
} satisfies Record<string, Tool>;

/** As Debian names the processor in library folders. */
const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

export const LAB_TOOLS: readonly Tool[] = [
	{ names: ['ip'], debian: 'iproute2' },
	{ names: ['nft'], debian: 'nftables' },
	{ names: ['conntrack'], debian: 'conntrack' },
	{ names: ['dnsmasq'], debian: 'dnsmasq-base' },
	{ names: ['squid'], debian: 'squid-openssl' },
	{ names: ['turnserver'], debian: 'coturn' },
	{ names: ['openssl'], debian: 'openssl' },
	{ names: ['certutil'], debian: 'libnss3-tools' },
	{ names: [`../lib/${MACHINE}-linux-gnu/pkcs11/p11-kit-trust.so`], debian: 'p11-kit-modules' },
	{ names: ['Xvfb'], debian: 'xvfb' },
];

const SBIN = ['/usr/sbin', '/sbin'];

/** The first of the names that stands on the PATH (or where administrators' programs are), as a full path. */
export function which(names: readonly string[]): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...SBIN];
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Installs what is missing where we may (root on Debian or Ubuntu); else throws one line that says what to install. */
export function ensureTools(tools: readonly Tool[]): void {
	const missing = tools.filter((tool) => which(tool.names) === undefined).map((tool) => tool.debian);
	if (missing.length === 0) return;
	if (process.getuid?.() !== 0 || which(['apt-get']) === undefined)
		throw new Error(
			`Please install: ${missing.join(' ')} (Debian and Ubuntu: sudo apt-get install ${missing.join(' ')})`,
		);
	process.stderr.write(`Installing ${missing.join(' ')}…\n`);
	apt(['update', '-qq']);
	apt(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
	const still = tools.filter((tool) => which(tool.names) === undefined).map((tool) => tool.debian);
	if (still.length > 0) throw new Error(`apt-get could not install: ${still.join(' ')}`);
}

function apt(args: readonly string[]): void {
	const { status, stderr } = spawnSync('apt-get', args, {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
	});
	if (status !== 0) process.stderr.write(stderr);
}

import { readFileSync } from 'node:fs';
import { type IpRanges, readIpRanges } from '../core/catalog/ip-ranges.ts';
import { formatAllowlist } from '../core/remedy/allowlist-formats.ts';
import { domainRows, ipRows } from '../core/remedy/allowlist-rows.ts';
import { type AllowlistOptions, HELP, readOptions, UsageError } from './allowlist-options.ts';

// The allowlist of one profile, for a firewall: docs/allowlist.md.

function readRanges(file: string | undefined): IpRanges | undefined {
	if (file === undefined) return undefined;
	const read = readIpRanges(readFileSync(file, 'utf8'));
	if (!read.ok) throw new UsageError(`${file}: ${read.error}`);
	return read.ranges;
}

function rowsFor({ profile, by, explicit, ipRanges }: AllowlistOptions) {
	return by === 'ip' ? ipRows(profile, explicit, readRanges(ipRanges)) : domainRows(profile, explicit);
}

function main(): void {
	const options = readOptions(process.argv.slice(2));
	const text = options === undefined ? HELP.trimEnd() : formatAllowlist(rowsFor(options), options.format);
	process.stdout.write(`${text}\n`);
}

/** What was typed, or a file that cannot be read: one line and status 2. */
const isExpected = (error: unknown): error is Error =>
	error instanceof UsageError || (error instanceof Error && 'syscall' in error);

try {
	main();
} catch (error) {
	if (!isExpected(error)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 2;
}

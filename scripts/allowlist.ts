import { readFileSync } from 'node:fs';
import { type IpRanges, readIpRanges } from '../core/catalog/ip-ranges.ts';
import { formatAllowlist } from '../core/remedy/allowlist-formats.ts';
import { domainRows, ipRows } from '../core/remedy/allowlist-rows.ts';
import { type AllowlistOptions, HELP, readOptions } from './allowlist-options.ts';
import { command, UsageError } from './command.ts';

// The allowlist of one profile, for a firewall: docs/allowlist.md.

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function readRanges(file: string | undefined): IpRanges | undefined {
	if (file === undefined) return undefined;
	const read = readIpRanges(textOf(file));
	if (!read.ok) throw new UsageError(`${file}: ${read.error}`);
	return read.ranges;
}

function rowsFor({ profile, by, explicit, ipRanges }: AllowlistOptions) {
	return by === 'ip' ? ipRows(profile, explicit, readRanges(ipRanges)) : domainRows(profile, explicit);
}

function main(): number {
	const options = readOptions();
	const text = options === undefined ? HELP.trimEnd() : formatAllowlist(rowsFor(options), options.format);
	process.stdout.write(`${text}\n`);
	return 0;
}

await command(main);

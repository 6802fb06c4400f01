import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudConfig } from '../servers/protocol.ts';
import { type Authority, issue } from './certificates.ts';
import type { Host, Site } from './hosts.ts';
import { ipRanges } from './ip-ranges.ts';
import { nodeProgram } from './node-program.ts';
import { type Daemon, start, untilListening } from './processes.ts';

interface Web {
	readonly namespace: string;
	readonly folder: string;
	readonly authority: Authority;
}

/** Starts the web servers of every host, with a certificate for all of them. */
export async function startWeb(
	{ namespace, folder, authority }: Web,
	site: Site,
	hosts: readonly Host[],
): Promise<Daemon> {
	const names = hosts.map((host) => host.name);
	const ports = [...new Set([443, ...hosts.flatMap((host) => host.extraPorts)])];
	const certificate = await issue(folder, 'cloud', authority, names);
	const config: CloudConfig = {
		...certificate,
		ports,
		ipRanges: ipRanges(site),
		...(site.page && { page: site.page }),
	};
	const file = join(folder, 'cloud.json');
	await writeFile(file, JSON.stringify(config));
	const daemon = start({ namespace, command: [...nodeProgram('cloud.ts'), file], log: join(folder, 'cloud.log') });
	for (const port of [...ports, 80]) await untilListening(daemon, 'tcp', port);
	return daemon;
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlockPage, MiddleboxConfig } from '../servers/protocol.ts';
import { type Authority, type Certificate, issue, makeAuthority } from './certificates.ts';
import { type Effect, effectsOf, type Interceptor } from './effects.ts';
import { MIDDLEBOX_PORTS } from './firewall.ts';
import type { Host } from './hosts.ts';
import { nodeProgram } from './node-program.ts';
import { type Daemon, start, untilListening } from './processes.ts';

export const PORTAL_NAME = 'portal.office.example';
const PORTAL_URL = `http://${PORTAL_NAME}:${MIDDLEBOX_PORTS.portal.http}/sign-in`;

interface Place {
	readonly namespace: string;
	readonly folder: string;
	/** The authority of the cloud, which the middlebox believes. */
	readonly authority: Authority;
	/** The company's own, which its browsers trust. */
	readonly inspection: Authority;
}

const NO_PAGE: BlockPage = { status: 403, headers: {} };

function listenersOf(by: Interceptor, certificate: Certificate): MiddleboxConfig['listeners'] {
	const { https, http } = MIDDLEBOX_PORTS[by];
	const does = by === 'block-page' ? 'block' : by === 'portal' ? 'portal' : 'forward';
	return [
		{ does, port: https, certificate },
		{ does, port: http },
	];
}

/** The certificate that each interceptor shows: the company's, or one that nobody trusts. */
async function certificates({ folder, inspection }: Place, hosts: readonly Host[], used: ReadonlySet<Interceptor>) {
	const names = hosts.map((host) => host.name);
	const trusted = await issue(folder, 'inspection', inspection, names);
	if (!used.has('untrusted') && !used.has('portal')) return () => trusted;
	const foreign = await issue(folder, 'foreign', await makeAuthority(folder, 'unknown', 'Unknown Authority'), names);
	return (by: Interceptor) => (by === 'untrusted' || by === 'portal' ? foreign : trusted);
}

/** Starts what opens connections on the firewall; nothing where no fault asks for it. */
export async function startMiddlebox(
	place: Place,
	effects: readonly Effect[],
	hosts: readonly Host[],
): Promise<Daemon | undefined> {
	const intercepts = effectsOf(effects, 'intercept');
	if (intercepts.length === 0) return undefined;
	const used = new Set(intercepts.map(({ by }) => by));
	const certificateOf = await certificates(place, hosts, used);
	const listeners = [...used].flatMap((by) => listenersOf(by, certificateOf(by)));
	const config: MiddleboxConfig = {
		listeners: listeners.filter(({ port }, at) => listeners.findIndex((one) => one.port === port) === at),
		edits: effectsOf(effects, 'edit').map(({ hosts: of, edit }) => ({ hosts: of === 'any' ? of : [...of], edit })),
		page: intercepts.find(({ page }) => page !== undefined)?.page ?? NO_PAGE,
		authority: place.authority.certificate,
		addresses: Object.fromEntries(hosts.map(({ name, address }) => [name, address])),
		portal: PORTAL_URL,
	};
	const file = join(place.folder, 'middlebox.json');
	await writeFile(file, JSON.stringify(config));
	const command = [...nodeProgram('middlebox.ts'), file];
	const daemon = start({ namespace: place.namespace, command, log: join(place.folder, 'middlebox.log') });
	for (const { port } of config.listeners) await untilListening(daemon, 'tcp', port);
	return daemon;
}

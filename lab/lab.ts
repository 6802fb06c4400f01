import { randomBytes } from 'node:crypto';
import { effectsOfFaults, type Fault } from './faults/registry.ts';
import { type Authority, makeAuthority } from './net/certificates.ts';
import { startAuthority, startResolver } from './net/dns.ts';
import type { Effect } from './net/effects.ts';
import { loadFirewall, ruleset } from './net/firewall.ts';
import { type Host, hostsOf, type Site } from './net/hosts.ts';
import { setLine } from './net/line.ts';
import { startMiddlebox } from './net/middlebox.ts';
import { labFolder, namespaceOf } from './net/names.ts';
import { endConnections, office } from './net/office.ts';
import { crew } from './net/processes.ts';
import { assertUsable } from './net/programs.ts';
import { startProxy } from './net/proxy.ts';
import { releaseOnExit } from './net/release.ts';
import { claim, removeLab, sweep } from './net/sweep.ts';
import { buildTopology } from './net/topology.ts';
import { startTurn } from './net/turn.ts';
import { startWeb } from './net/web.ts';

/** A network of one's own: an office behind a firewall, and the cloud that the site's hosts stand in. */
export interface Lab {
	readonly id: string;
	/** Where everything of this lab is kept until it is closed. */
	readonly folder: string;
	/** Network namespace of the agent's machine: where browsers run. */
	readonly netns: string;
	/** Certificate of the authority that signs the cloud's certificates: in life one that browsers ship with. */
	readonly caFile: string;
	/** Certificate of the company's own authority, for inspection: its machines trust it. */
	readonly companyCaFile: string;
	/** Both of them: all that the agent's machine trusts. */
	readonly caFiles: readonly string[];
	readonly hosts: readonly Host[];
	/** Replaces what the cloud serves, and every fault by none. */
	serve(site: Site): Promise<void>;
	/** Replaces all faults, with nothing of before left: no connection, no cached name. Throws on a bad fault. */
	apply(faults: readonly Fault[]): Promise<readonly Effect[]>;
	/** The clean network again. */
	reset(): Promise<void>;
	close(): Promise<void>;
}

interface Parts {
	readonly id: string;
	readonly folder: string;
	/** Signs the cloud's certificates. */
	readonly authority: Authority;
	/** The company's, for inspection. */
	readonly inspection: Authority;
}

const at = (id: string) => ({
	office: namespaceOf(id, 'office'),
	firewall: namespaceOf(id, 'firewall'),
	line: namespaceOf(id, 'line'),
	cloud: namespaceOf(id, 'cloud'),
});

/** The servers of the cloud, for one site at a time. */
function cloud({ id, folder, authority }: Parts) {
	const servers = crew();
	const namespace = at(id).cloud;
	return async (site: Site, hosts: readonly Host[]) => {
		await servers.stop();
		await servers.start([
			startAuthority(namespace, folder, hosts),
			startTurn(namespace, folder, hosts),
			startWeb({ namespace, folder, authority }, site, hosts),
		]);
	};
}

/** The company's own machines: firewall, resolver, proxy, inspection; the line; and the agent's machine. */
function company({ id, folder, authority, inspection }: Parts) {
	const servers = crew();
	const { firewall, line, office: agent } = at(id);
	const machine = office(agent);
	const opener = { namespace: firewall, folder, authority, inspection };
	return async (effects: readonly Effect[], hosts: readonly Host[]) => {
		await servers.stop();
		await loadFirewall(firewall, ruleset(effects, hosts));
		await endConnections(firewall);
		await servers.start([
			startResolver(firewall, folder, effects),
			startProxy(firewall, folder, effects),
			startMiddlebox(opener, effects, hosts),
			setLine(line, folder, effects),
		]);
		await machine.renew(!effects.some((effect) => effect.kind === 'unplugged'));
	};
}

const EMPTY: Site = { profile: {}, learned: {}, extraHosts: [] };

/**
 * Builds a lab. Labs stand side by side without seeing one another; what a crash left behind is swept first.
 * Throws with one line when not root or when a program is missing.
 */
export async function createLab(options: { readonly id?: string } = {}): Promise<Lab> {
	assertUsable();
	sweep();
	const id = options.id ?? randomBytes(3).toString('hex');
	claim(id);
	const forget = releaseOnExit(() => removeLab(id));
	const folder = labFolder(id);
	const [authority, inspection] = await Promise.all([
		makeAuthority(folder, 'authority', 'Linecheck Lab'),
		makeAuthority(folder, 'company', 'Office TLS Inspection'),
		buildTopology(id),
	]);
	const parts = { id, folder, authority, inspection };
	const [serveCloud, runCompany] = [cloud(parts), company(parts)];
	let site = EMPTY;
	let hosts: readonly Host[] = [];
	const apply = async (faults: readonly Fault[]) => {
		const effects = effectsOfFaults(faults, { site, hosts });
		await runCompany(effects, hosts);
		return effects;
	};
	return {
		id,
		folder,
		netns: at(id).office,
		caFile: authority.certificate,
		companyCaFile: inspection.certificate,
		caFiles: [authority.certificate, inspection.certificate],
		get hosts() {
			return hosts;
		},
		async serve(next) {
			site = next;
			hosts = hostsOf(site);
			await serveCloud(site, hosts);
			await runCompany([], hosts);
		},
		apply,
		reset: async () => void (await apply([])),
		async close() {
			forget();
			removeLab(id);
		},
	};
}

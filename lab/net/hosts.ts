import { normalHost } from '../../core/catalog/patterns.ts';
import { plan } from '../../core/plan/plan.ts';
import type { Learned, Target } from '../../core/plan/types.ts';
import { parseProbeUrl } from '../../core/plan/url.ts';
import type { Profile } from '../../core/profile.ts';
import type { PageSite } from '../servers/page-config.ts';

/** A server of the lab, with an address of its own, so that a rule for a name can be emulated exactly. */
export interface Host {
	readonly name: string;
	readonly address: string;
	readonly pool: PoolName;
	readonly turn: boolean;
	/** TCP ports beside 80 and 443. */
	readonly extraPorts: readonly number[];
}

interface Pool {
	/** As ip-ranges.json of the lab publishes it. */
	readonly prefix: string;
	readonly first: string;
	readonly size: number;
}

/** Whose address space a host stands in. `elsewhere` is no cloud's: cdnjs, a gateway, unrelated sites. */
export const POOLS = {
	media: { prefix: '198.51.100.128/25', first: '198.51.100.129', size: 120 },
	compute: { prefix: '192.0.2.0/24', first: '192.0.2.1', size: 250 },
	cloudfront: { prefix: '198.51.100.0/25', first: '198.51.100.1', size: 120 },
	ingenius: { prefix: '203.0.113.0/25', first: '203.0.113.1', size: 120 },
	elsewhere: { prefix: '203.0.113.128/26', first: '203.0.113.129', size: 60 },
} as const satisfies Record<string, Pool>;
export type PoolName = keyof typeof POOLS;

/** Sites that no entry names: what proves a machine online, and what a captive portal is told by. */
export const CONTROL_HOSTS = [
	'www.example.com',
	'www.example.org',
	'neutral.example',
	'detectportal.firefox.com',
] as const;
export const IP_RANGES_HOST = 'ip-ranges.amazonaws.com';

/** What a lab serves: everything that one agent's machine will look for. */
export interface Site {
	readonly profile: Profile;
	readonly learned: Learned;
	/** Exact names besides. */
	readonly extraHosts: readonly string[];
	/** The page that the agent has open. */
	readonly page?: PageSite;
}

function poolOf(target: Target): PoolName {
	if (target.kind === 'turn') return 'media';
	if (target.host.endsWith('.cloudfront.net')) return 'cloudfront';
	if (target.entries.some((entry) => entry === 'ingenius.cdnjs' || entry === 'ingenius.gateway')) return 'elsewhere';
	return target.entries.some((entry) => entry.startsWith('ingenius.')) ? 'ingenius' : 'compute';
}

function offset(address: string, by: number): string {
	const [a, b, c, d = '0'] = address.split('.');
	return `${a}.${b}.${c}.${Number(d) + by}`;
}

type Draft = Omit<Host, 'address'>;

function draftOf(target: Target): Draft {
	const extraPorts = target.protocol === 'tcp' && ![80, 443].includes(target.port) ? [target.port] : [];
	return { name: target.host, pool: poolOf(target), turn: target.kind === 'turn', extraPorts };
}

function plain(name: string, pool: PoolName): Draft {
	return { name: normalHost(name), pool, turn: false, extraPorts: [] };
}

/** The server of a call's TURN URL. */
function turnServer(url: string): Draft {
	return { ...plain(parseProbeUrl(url)?.host ?? url, 'media'), turn: true };
}

function merged(drafts: readonly Draft[]): readonly Draft[] {
	const byName = new Map<string, Draft>();
	for (const draft of drafts) {
		const known = byName.get(draft.name) ?? draft;
		const extraPorts = [...new Set([...known.extraPorts, ...draft.extraPorts])];
		byName.set(draft.name, { ...known, turn: known.turn || draft.turn, extraPorts });
	}
	return [...byName.values()];
}

const neutralOf = ({ network }: Profile) => (network?.neutralUrl ? [new URL(network.neutralUrl).hostname] : []);

/** Every host of a site with its address; the same site gets the same addresses. Throws when a pool is full. */
export function hostsOf(site: Site): readonly Host[] {
	const drafts = merged([
		...plan(site.profile, site.learned).targets.map(draftOf),
		plain(IP_RANGES_HOST, 'compute'),
		...CONTROL_HOSTS.map((name) => plain(name, 'elsewhere')),
		...(site.page?.turn ?? []).map(turnServer),
		...neutralOf(site.profile).map((name) => plain(name, 'elsewhere')),
		...site.extraHosts.map((name) => plain(name, 'elsewhere')),
	]);
	const used = new Map<PoolName, number>();
	return drafts.map((draft) => {
		const index = used.get(draft.pool) ?? 0;
		used.set(draft.pool, index + 1);
		if (index >= POOLS[draft.pool].size) throw new Error(`more than ${index} hosts in ${POOLS[draft.pool].prefix}`);
		return { ...draft, address: offset(POOLS[draft.pool].first, index) };
	});
}

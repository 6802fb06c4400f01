import type { PlannedEntry, Target } from '../../core/plan/types.ts';
import type { Fault } from '../faults/registry.ts';
import { hostPatterns } from './allowlist.ts';
import type { MatrixProfile } from './profiles.ts';
import type { Network } from './types.ts';

/** One network for one agent. */
export interface Cell {
	readonly name: string;
	readonly profile: MatrixProfile;
	readonly network: Network;
}

/** An address that swallows everything, and one that is this machine itself. */
const SINKHOLES = ['203.0.113.251', '0.0.0.0'] as const;

const NAME_FAULTS: readonly Fault[] = [
	{ fault: 'dns-nxdomain' },
	{ fault: 'dns-timeout' },
	...SINKHOLES.map((address) => ({ fault: 'dns-sinkhole', address })),
];
const PORT_FAULTS: Readonly<Record<'tcp' | 'udp', readonly Fault[]>> = {
	tcp: ['tcp-drop', 'tcp-reject', 'tcp-reset', 'tls-untrusted', 'tls-inspection', 'block-page'].map((fault) => ({
		fault,
	})),
	udp: ['udp-drop', 'udp-reject'].map((fault) => ({ fault })),
};
const UNMARKED: Fault = { fault: 'block-page', status: 403, server: '' };

/** The port that a probe is tried on; cdnjs' plain port is upgraded by every browser. */
function portsOf({ targets }: PlannedEntry, all: readonly Target[]): readonly Target[] {
	const own = all.filter(({ id, kind }) => targets.includes(id) && (kind === 'https' || kind === 'turn'));
	return own.filter(({ port }, index) => own.findIndex((other) => other.port === port) === index);
}

const on = (fault: Fault, hosts: readonly string[], port?: number): Network =>
	hosts.map((host) => ({ ...fault, host, ...(port !== undefined && { port }) }));

const label = ({ fault, address, server, path }: Fault) =>
	[fault, address, server === '' ? 'unmarked' : undefined, path].filter((part) => typeof part === 'string').join(' ');

/** What an inspecting proxy does to the paths and web sockets of an entry; on the usual port alone. */
function inspectionFaults({ entry, patterns }: PlannedEntry): readonly Fault[] {
	const paths = patterns
		.filter((pattern) => /^[a-z0-9.-]+\/\w/i.test(pattern))
		.map((pattern) => pattern.slice(pattern.indexOf('/')));
	const sockets = entry.ports.some(({ application }) => application === 'wss') ? [{ fault: 'websocket-strip' }] : [];
	return [...paths.map((path) => ({ fault: 'path-block', path })), ...sockets];
}

/** Each fault that can hit an entry, on all of its hosts. */
function entryNetworks(planned: PlannedEntry, all: readonly Target[]): readonly (readonly [string, Network])[] {
	const hosts = hostPatterns(planned);
	const ports = portsOf(planned, all);
	const tcp = ports.some(({ protocol }) => protocol === 'tcp');
	const byPort = ports.flatMap(({ protocol, port }) =>
		PORT_FAULTS[protocol].map((fault) => [label(fault), on(fault, hosts, port)] as const),
	);
	const byHost = [...NAME_FAULTS, ...(tcp ? [{ fault: 'proxy-deny' }, ...inspectionFaults(planned)] : [])];
	return ports.length === 0 ? [] : [...byPort, ...byHost.map((fault) => [label(fault), on(fault, hosts)] as const)];
}

function entryCells(profile: MatrixProfile): readonly Cell[] {
	const { entries, targets } = profile.plan;
	return entries.flatMap((planned) =>
		entryNetworks(planned, targets).map(([what, network]) => ({
			name: `${profile.name}: ${planned.entry.id}: ${what}`,
			profile,
			network,
		})),
	);
}

/** One host of the many that an entry has. */
function hostCells(profile: MatrixProfile): readonly Cell[] {
	const { targets } = profile.plan;
	const some = (origin: Target['origin'], kind: Target['kind']) =>
		targets.find((target) => target.origin === origin && target.kind === kind);
	const picked: readonly (readonly [string, string, Target | undefined])[] = [
		['one TURN host', 'udp-drop', some('published', 'turn')],
		['one TURN host', 'dns-nxdomain', some('published', 'turn')],
		['an unconfirmed TURN host', 'udp-drop', some('unconfirmed', 'turn')],
		['an unconfirmed TURN host', 'dns-nxdomain', some('unconfirmed', 'turn')],
		['a host that nobody named', 'block-page', some('published', 'https')],
	];
	return picked.flatMap(([what, fault, target]) => {
		if (target === undefined) return [];
		const bare = fault === 'block-page' ? UNMARKED : { fault };
		return [{ name: `${profile.name}: ${what}: ${label(bare)}`, profile, network: on(bare, [target.host]) }];
	});
}

/** What bends the whole network. */
const WHOLE: readonly (readonly [string, Network])[] = [
	['clean', []],
	...['proxy', 'proxy-auth', 'proxy-dead', 'offline', 'captive-portal', 'webrtc-udp-disabled'].map(
		(fault) => [fault, [{ fault }]] as const,
	),
	['offline internet', [{ fault: 'offline', where: 'internet' }]],
	['webrtc-udp-disabled by URL', [{ fault: 'webrtc-udp-disabled', url: 'https://[*.]connect.aws' }]],
	['loss 3 %', [{ fault: 'loss', percent: 3 }]],
	['delay 100 ms', [{ fault: 'delay', ms: 100 }]],
	['delay 500 ms', [{ fault: 'delay', ms: 500 }]],
	...[
		'tcp-drop',
		'tcp-reject',
		'tcp-reset',
		'udp-drop',
		'udp-reject',
		'dns-nxdomain',
		'dns-timeout',
		'tls-untrusted',
		'tls-inspection',
		'block-page',
		'proxy-deny',
	].map((fault) => [`${fault} *`, [{ fault, host: '*' }]] as const),
];

function wholeCells(profile: MatrixProfile): readonly Cell[] {
	return WHOLE.map(([what, network]) => ({ name: `${profile.name}: ${what}`, profile, network }));
}

/** The firewall that a real customer has: with nothing missing, and with each entry missing, alone. */
function allowlistCells(profile: MatrixProfile): readonly Cell[] {
	const { entries } = profile.plan;
	const without = (missing: readonly string[], what: string): Cell => ({
		name: `${profile.name}: default-deny, ${what}`,
		profile,
		network: [{ fault: 'default-deny', missing }],
	});
	return [without([], 'nothing missing'), ...entries.map(({ entry }) => without([entry.id], `${entry.id} missing`))];
}

/** Every cell of the matrix for these agents. */
export function cellsOf(profiles: readonly MatrixProfile[]): readonly Cell[] {
	return profiles.flatMap((profile) =>
		profile.cells === 'all'
			? [...wholeCells(profile), ...entryCells(profile), ...hostCells(profile), ...allowlistCells(profile)]
			: allowlistCells(profile),
	);
}

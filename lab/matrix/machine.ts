import type { FindingId } from '../../core/ids.ts';
import type { Target } from '../../core/plan/types.ts';
import { named } from './faults.ts';
import type { Expected, Fate, Fates, World } from './types.ts';

type Findings = Expected['findings'];

/** Firefox says the same of a dead proxy and of one that answers 407 (`network-errors.md`). */
const PROXY: Readonly<Record<World['browser'], readonly FindingId[]>> = {
	chromium: [],
	firefox: ['proxy-unreachable', 'proxy-auth.all'],
};

/** Chromium asks no neutral host: a portal looks like inspection whose root is missing. */
const PORTAL: Readonly<Record<World['browser'], readonly FindingId[]>> = {
	chromium: ['captive-portal', 'tls-untrusted.all'],
	firefox: ['captive-portal'],
};

/** With no network there are no names either: not every browser hears that the cable is out. */
const UNPLUGGED: readonly FindingId[] = ['offline', 'dns.all'];

/** Faults of the whole machine, causes first; the first that is there hides the others. */
function ofFaults({ network, browser }: World): Findings | undefined {
	const has = (name: string) => named(network, name).length > 0;
	const plug = named(network, 'offline');
	if (plug.length > 0) return [UNPLUGGED];
	if (has('captive-portal')) return [PORTAL[browser]];
	if (has('proxy-dead')) return [['proxy-unreachable', ...PROXY[browser]]];
	if (has('proxy-auth')) return [['proxy-auth.all', ...PROXY[browser]]];
	return undefined;
}

/** What a name for everything that fails over HTTPS is, by how it fails. */
const WHOLE: readonly (readonly [ReadonlySet<string>, FindingId])[] = [
	[new Set(['dns-not-resolved', 'dns-timeout']), 'dns.all'],
	[new Set(['tls-untrusted']), 'tls-untrusted.all'],
	[new Set(['tcp-refused', 'tcp-reset', 'proxy-denied']), 'refused.all'],
	[new Set(['block-page']), 'block-page'],
];

function ofFates(web: readonly Fate[], udp: boolean): Findings {
	const causes = web.flatMap((fate) => ('causes' in fate ? fate.causes : []));
	const found = WHOLE.filter(([codes]) => causes.some((cause) => codes.has(cause))).map(([, finding]) => finding);
	const silent = web.some(({ kind }) => kind === 'silent');
	return [[...found, ...(silent ? [udp ? ('https-silent.all' as const) : ('offline' as const)] : [])]];
}

/** A gateway on the premises answers with the internet cut off. */
const isOutside = ({ entries }: Target) => entries.some((id) => id !== 'ingenius.gateway');

/**
 * Which findings must name the one cause, where no HTTPS target is known to answer as itself; undefined on a machine
 * that is proven online.
 */
export function machineFindings(world: World, fates: Fates): Findings | undefined {
	const found = ofFaults(world);
	if (found !== undefined) return found;
	const fatesOf = (kind: Target['kind']) =>
		world.plan.targets
			.filter((target) => target.kind === kind && isOutside(target))
			.map(({ id }) => fates.get(id) ?? ({ kind: 'open' } as const));
	const web = fatesOf('https');
	const proven = (fate: Fate) =>
		fate.kind === 'open' || (fate.kind === 'foreign' && fate.causes.includes('tls-inspected'));
	if (web.some(proven)) return undefined;
	return ofFates(
		web,
		fatesOf('turn').some(({ kind }) => kind === 'open'),
	);
}

import { matchesPattern } from '../../core/catalog/patterns.ts';
import type { EntryId } from '../../core/ids.ts';
import type { PlannedEntry, Target } from '../../core/plan/types.ts';
import { hostPatterns } from './allowlist.ts';
import { fateOf } from './fates.ts';
import { delayOf, lossOf } from './faults.ts';
import { machineFindings } from './machine.ts';
import type { Expected, Fate, Fates, World } from './types.ts';

interface Judged {
	readonly planned: PlannedEntry;
	readonly targets: readonly { readonly target: Target; readonly fate: Fate }[];
}

/**
 * A refused web socket of ours, plain http that the browser upgrades, an unconfirmed host and one that no pattern of
 * the entry covers accuse nobody.
 */
function speaks({ kind, origin, host }: Target, planned: PlannedEntry): boolean {
	const covered = hostPatterns(planned).some((pattern) => matchesPattern(pattern, host));
	return (kind === 'https' || kind === 'turn') && origin !== 'unconfirmed' && covered;
}
const causesOf = ({ fate }: Judged['targets'][number]) => ('causes' in fate ? fate.causes : []);

/** Silence accuses at every known host under a pattern; of the published TURN hosts each counts by itself. */
function isSilenced({ planned, targets }: Judged): boolean {
	const isSilent = ({ fate }: Judged['targets'][number]) => fate.kind === 'silent';
	if (targets.some((one) => one.target.kind === 'turn' && isSilent(one))) return true;
	return hostPatterns(planned).some((pattern) => {
		const under = targets.filter(({ target }) => matchesPattern(pattern, target.host));
		return under.some(isSilent) && under.every((one) => isSilent(one) || one.fate.kind === 'refused');
	});
}

const isAccused = (entry: Judged) =>
	entry.targets.some(({ fate }) => fate.kind === 'refused' || fate.kind === 'foreign') || isSilenced(entry);

function judged({ plan }: World, fates: Fates): readonly Judged[] {
	return plan.entries.map((planned) => ({
		planned,
		targets: plan.targets.flatMap((target) => {
			const fate = fates.get(target.id);
			return fate && planned.targets.includes(target.id) && speaks(target, planned) ? [{ target, fate }] : [];
		}),
	}));
}

const idsOf = (entries: readonly Judged[]) => entries.map(({ planned }) => planned.entry.id);
const isTested = ({ targets }: Judged) => targets.some(({ fate }) => fate.kind !== 'untested');
const isOpen = ({ targets }: Judged) => targets.every(({ fate }) => fate.kind === 'open' || fate.kind === 'untested');

function concerned({ plan }: World, fates: Fates): readonly EntryId[] {
	const bent = (id: string) => {
		const fate = fates.get(id);
		return fate?.kind !== 'open' || fate.unseen !== undefined;
	};
	return plan.entries.filter(({ targets }) => targets.some(bent)).map(({ entry }) => entry.id);
}

function accusedOf(entries: readonly Judged[]): Expected['accused'] {
	const found = entries
		.filter(isAccused)
		.map(({ planned, targets }) => [planned.entry.id, [...new Set(targets.flatMap(causesOf))]]);
	return Object.fromEntries(found);
}

/** Nothing is accused on a machine that is not proven online: one cause is named instead. */
function masked(entries: readonly Judged[], findings: Expected['findings']): Expected {
	const all = idsOf(entries);
	return { accused: {}, through: [], untested: [], concerned: all, findings, masked: true, unseen: [] };
}

/** A newer TURN host that stays silent is reported while the published ones answer. */
function unconfirmed({ plan }: World, fates: Fates): Expected['findings'] {
	const turn = plan.targets.filter(({ kind }) => kind === 'turn');
	const open = ({ id }: Target) => fates.get(id)?.kind === 'open';
	const known = turn.filter(({ origin }) => origin !== 'unconfirmed');
	const newer = turn.filter(({ origin }) => origin === 'unconfirmed');
	return known.some(open) && newer.some((target) => !open(target)) ? [['turn-unconfirmed']] : [];
}

/** Above what a call bears: 300 ms over UDP, 400 ms over HTTPS, by AWS's older workstation check. */
const tooSlow = ({ network }: World): Expected['findings'] => (delayOf(network) > 400 ? [['degraded']] : []);

/** What the matrix expects of a network: pure, and tested by itself. */
export function expectedOf(world: World): Expected {
	const fates = new Map(world.plan.targets.map((target) => [target.id, fateOf(target, world)]));
	const entries = judged(world, fates);
	const machine = machineFindings(world, fates);
	if (machine !== undefined) return masked(entries, machine);
	const unseen = [...fates.values()].flatMap((fate) => (fate.kind === 'open' && fate.unseen ? [fate.unseen] : []));
	// Loss may leave what is reachable undecided.
	const lossy = lossOf(world.network) > 0;
	return {
		accused: accusedOf(entries),
		through: lossy ? [] : idsOf(entries.filter((entry) => isTested(entry) && isOpen(entry))),
		untested: idsOf(entries.filter((entry) => !isTested(entry))),
		concerned: concerned(world, fates),
		findings: lossy ? [] : [...unconfirmed(world, fates), ...tooSlow(world)],
		masked: false,
		unseen: [...new Set(unseen)],
	};
}

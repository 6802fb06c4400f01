import { hostPart, matchesPattern } from '../catalog/patterns.ts';
import type { Verdict } from '../ids.ts';
import type { Plan, PlannedEntry, Target } from '../plan/types.ts';
import { isTelling } from './facts.ts';
import { carriesMark } from './foreign.ts';
import type { Observation } from './observe.ts';
import type { Explanation } from './rules/types.ts';
import type { Confidence, EntryVerdict, TargetVerdict } from './types.ts';

const CONFIDENCE: readonly Confidence[] = ['suspected', 'medium', 'high'];

/** The strongest of several. */
export function strongest(confidences: readonly Confidence[]): Confidence {
	return confidences.toSorted((a, b) => CONFIDENCE.indexOf(b) - CONFIDENCE.indexOf(a))[0] ?? 'suspected';
}

/** Which verdict of a target speaks for its entry: the first of these that any of its targets has. */
const ORDER: readonly Verdict[] = ['tampered', 'blocked', 'inconclusive', 'degraded', 'reachable', 'untested'];

/** Whether an answer over HTTPS carries a mark of its service. */
function senderOf({ target, answers }: Observation): Pick<TargetVerdict, 'sender'> {
	if (target.kind !== 'https') return {};
	return { sender: answers.some(({ outcome }) => carriesMark(outcome)) ? 'proven' : 'unproven' };
}

function unexplained(seen: Observation): TargetVerdict {
	const attempts = seen.attempts.length;
	if (attempts === 0) return { verdict: 'untested', attempts };
	if (seen.answers.length > 0) return { verdict: 'reachable', attempts, ...senderOf(seen) };
	const code = seen.attempts.at(-1)?.outcome;
	return { verdict: 'inconclusive', attempts, ...(code && 'code' in code && { cause: code.code }) };
}

/** The verdict on each target, by its id: the explanation's, else what its evidence says by itself. */
export function targetVerdicts(
	observations: readonly Observation[],
	explanations: readonly Explanation[],
): ReadonlyMap<string, TargetVerdict> {
	return new Map(
		observations.map((seen): [string, TargetVerdict] => {
			const found = explanations.find(({ verdict, targets }) => verdict !== undefined && targets.includes(seen));
			if (found?.verdict === undefined) return [seen.target.id, unexplained(seen)];
			const { verdict, cause, confidence } = found;
			const attempts = seen.attempts.length;
			// No failure code means slow.
			return [seen.target.id, { verdict, ...(cause !== 'unknown' && { cause }), confidence, attempts }];
		}),
	);
}

const SPEAKING: readonly Verdict[] = ['reachable', 'tampered', 'blocked'];

/**
 * A web socket of ours that was refused, or plain http that stayed silent, says nothing of its entry; nor does the
 * failure of a host that none of the entry's patterns covers.
 */
function speaks(target: Target, verdict: TargetVerdict, { patterns }: PlannedEntry): boolean {
	if (target.origin === 'unconfirmed') return false;
	const covered = patterns.some((pattern) => matchesPattern(hostPart(pattern), target.host));
	if (!covered) return verdict.verdict === 'reachable';
	return isTelling(target) || SPEAKING.includes(verdict.verdict);
}

function entryVerdict(entry: PlannedEntry, plan: Plan, byTarget: ReadonlyMap<string, TargetVerdict>): EntryVerdict {
	const own = plan.targets
		.filter(({ id }) => entry.targets.includes(id))
		.map((target) => ({ target, verdict: byTarget.get(target.id) ?? ({ verdict: 'untested', attempts: 0 } as const) }));
	const targets = Object.fromEntries(own.map(({ target, verdict }) => [target.id, verdict]));
	const speaking = own.filter(({ target, verdict }) => speaks(target, verdict, entry)).map(({ verdict }) => verdict);
	const first = ORDER.find((name) => speaking.some(({ verdict }) => verdict === name));
	const deciding = speaking.filter(({ verdict }) => verdict === first);
	const attempts = Math.max(0, ...deciding.map((one) => one.attempts));
	return { verdict: first ?? 'untested', ...reasonOf(deciding), attempts, targets };
}

/** Cause and confidence of the targets that decide; the strongest of them gives the cause. */
function reasonOf(deciding: readonly TargetVerdict[]): Pick<TargetVerdict, 'cause' | 'confidence'> {
	const known = deciding.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]));
	if (known.length === 0) return deciding[0]?.cause === undefined ? {} : { cause: deciding[0].cause };
	const confidence = strongest(known);
	const causes = deciding.filter((one) => one.confidence === confidence).map((one) => one.cause);
	// Inspection lets through what a block page on one of its paths does not.
	const cause = causes.find((one) => one !== 'tls-inspected') ?? causes[0];
	return { confidence, ...(cause !== undefined && { cause }) };
}

/** The verdict on every entry of the catalog. */
export function entryVerdicts(
	plan: Plan,
	byTarget: ReadonlyMap<string, TargetVerdict>,
): Readonly<Record<string, EntryVerdict>> {
	const notNeeded = plan.notNeeded.map((id): [string, EntryVerdict] => [
		id,
		{ verdict: 'not-needed', attempts: 0, targets: {} },
	]);
	const needed = plan.entries.map((entry): [string, EntryVerdict] => [
		entry.entry.id,
		entryVerdict(entry, plan, byTarget),
	]);
	return Object.fromEntries([...needed, ...notNeeded]);
}

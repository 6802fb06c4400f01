import type { EntryId, FindingId } from '../../core/ids.ts';
import type { Report } from '../../core/report/types.ts';
import type { Expected } from './types.ts';

/**
 * In what a report differs from what must come out. `miss`: what is blocked is not accused, or not for its cause.
 * `false accusation`: what is not blocked is. `unclear`: neither, but not what the evidence allows to say.
 */
export interface Difference {
	readonly kind: 'miss' | 'false accusation' | 'unclear';
	readonly text: string;
}

/** What a report says, without the evidence it rests on. */
export type Said = Pick<Report, 'verdicts' | 'findings'>;

const isAccused = (verdict: string | undefined) => verdict === 'blocked' || verdict === 'tampered';
const entriesIn = ({ verdicts }: Said) => Object.keys(verdicts) as EntryId[];
const miss = (text: string): Difference => ({ kind: 'miss', text });
const falsely = (text: string): Difference => ({ kind: 'false accusation', text });
const unclear = (text: string): Difference => ({ kind: 'unclear', text });

function missed({ accused }: Expected, { verdicts }: Said): readonly Difference[] {
	return (Object.keys(accused) as EntryId[]).flatMap((id) => {
		const { verdict, cause, confidence } = verdicts[id] ?? {};
		const causes = accused[id] ?? [];
		if (!isAccused(verdict)) return [miss(`${id} is ${verdict} (${cause}), not accused of ${causes.join(' or ')}`)];
		if (confidence === 'suspected') return [miss(`${id} is only suspected`)];
		return cause !== undefined && causes.includes(cause)
			? []
			: [miss(`${id} is accused of ${cause}, not ${causes.join(' or ')}`)];
	});
}

function accusedFalsely({ accused }: Expected, said: Said): readonly Difference[] {
	return entriesIn(said)
		.filter((id) => isAccused(said.verdicts[id]?.verdict) && accused[id] === undefined)
		.map((id) => falsely(`${id} is ${said.verdicts[id]?.verdict} (${said.verdicts[id]?.cause})`));
}

function verdictsOf({ through, untested }: Expected, { verdicts }: Said): readonly Difference[] {
	const not = (ids: readonly EntryId[], wanted: readonly string[]) =>
		ids
			.filter((id) => !wanted.includes(verdicts[id]?.verdict ?? '') && !isAccused(verdicts[id]?.verdict))
			.map((id) => unclear(`${id} is ${verdicts[id]?.verdict} (${verdicts[id]?.cause}), not ${wanted.join(' or ')}`));
	return [...not(through, ['reachable', 'degraded']), ...not(untested, ['untested'])];
}

/** What stays undecided is named by a finding, which says why; one for the whole machine says that nothing is judged. */
function unexplained({ masked }: Expected, said: Said): readonly Difference[] {
	if (masked) return [];
	const named = new Set(said.findings.flatMap(({ entries }) => entries));
	return entriesIn(said)
		.filter((id) => said.verdicts[id]?.verdict === 'inconclusive' && !named.has(id))
		.map((id) => unclear(`${id} is inconclusive, and no finding says why`));
}

/** Findings about the line or the machine, which may name what gets through. */
const GENERAL: readonly FindingId[] = ['loss', 'degraded', 'clock-wrong'];

function findingsOf({ findings, concerned }: Expected, said: Said): readonly Difference[] {
	const found = said.findings.map(({ id }) => id);
	const lacking = findings.filter((wanted) => !wanted.some((id) => found.includes(id)));
	const idle = said.findings.filter(
		({ id, entries }) => !GENERAL.includes(id) && !entries.some((entry) => concerned.includes(entry)),
	);
	return [
		...lacking.map((wanted) => unclear(`no finding ${wanted.join(' or ')}; found: ${found.join(', ') || 'none'}`)),
		...idle.map(({ id, entries }) => falsely(`finding ${id} about ${entries.join(', ') || 'nothing'}`)),
	];
}

/** Everything in which a report differs from what must come out; empty where it is right. */
export function differencesIn(expected: Expected, said: Said): readonly Difference[] {
	return [
		...missed(expected, said),
		...accusedFalsely(expected, said),
		...verdictsOf(expected, said),
		...unexplained(expected, said),
		...findingsOf(expected, said),
	];
}

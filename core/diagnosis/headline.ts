import type { EntryId } from '../ids.ts';
import type { Plan } from '../plan/types.ts';
import type { Headline } from '../report/types.ts';
import type { EntryVerdict } from './types.ts';

type Verdicts = Readonly<Partial<Record<EntryId, EntryVerdict>>>;

/** Gets through, well or badly. */
const through = ({ verdict }: EntryVerdict) => verdict === 'reachable' || verdict === 'degraded';
const kept = ({ verdict }: EntryVerdict) => verdict === 'blocked' || verdict === 'tampered';

/**
 * Can this agent take calls? `no`: a call-critical entry is blocked or tampered. `yes`: every call-critical entry that
 * could be tried is reachable, and one was. `untested`: entries of the plan that nothing could be tried on.
 */
export function headline(plan: Plan, verdicts: Verdicts): Headline {
	const judged = plan.entries.map((planned) => ({ planned, verdict: verdicts[planned.entry.id] }));
	const untested = judged.filter(({ verdict }) => verdict === undefined || verdict.verdict === 'untested').length;
	const critical = judged.filter(({ planned }) => planned.entry.breaks === 'calls');
	const tried = critical.filter(({ planned }) => planned.targets.length > 0).map(({ verdict }) => verdict);
	if (tried.some((verdict) => verdict !== undefined && kept(verdict))) return { calls: 'no', untested };
	const all = tried.length > 0 && tried.every((verdict) => verdict !== undefined && through(verdict));
	return { calls: all ? 'yes' : 'unknown', untested };
}

import { ENTRY_IDS, type EntryId } from '../ids.ts';
import type { Report } from '../report/types.ts';

type Verdicts = Report['verdicts'];

/**
 * Is it news what this run says of the entry? Not where the run tried nothing of it, as an incident's check leaves out
 * what the incident does not concern; nor where nothing could be found out, as on a train without a network.
 */
export function isNews(report: Report, entry: EntryId): boolean {
	const verdict = report.verdicts[entry]?.verdict;
	return verdict !== undefined && verdict !== 'inconclusive' && !isLeftOut(report, entry);
}

function isLeftOut({ targets, evidence, verdicts }: Report, entry: EntryId): boolean {
	if (verdicts[entry]?.verdict !== 'untested') return false;
	const own = targets.filter(({ entries }) => entries.includes(entry)).map(({ id }) => id);
	return own.length > 0 && !evidence.some(({ target }) => own.includes(target));
}

/** The run's verdicts, and what is known of the entries that it left out. */
export function withLeftOut(report: Report, before: Verdicts = {}): Verdicts {
	return choose((entry) => (isLeftOut(report, entry) && before[entry]) || report.verdicts[entry]);
}

/** The last verdict on each entry that was news: the next one is compared with it. */
export function lastNews(report: Report, before: Verdicts = {}): Verdicts {
	return choose((entry) => (isNews(report, entry) ? report.verdicts[entry] : before[entry]));
}

function choose(of: (entry: EntryId) => Verdicts[EntryId]): Verdicts {
	const chosen = ENTRY_IDS.map((entry) => [entry, of(entry)] as const);
	return Object.fromEntries(chosen.filter(([, verdict]) => verdict !== undefined));
}

import { entryOf } from '../../core/catalog/entries.ts';
import { headline } from '../../core/diagnosis/headline.ts';
import { ENTRY_IDS } from '../../core/ids.ts';
import type { Headline, Report } from '../../core/report/types.ts';

/** The headline of a report: its verdicts and targets say what the plan was. */
export function headlineOf(report: Report): Headline {
	const needed = ENTRY_IDS.filter((id) => (report.verdicts[id]?.verdict ?? 'not-needed') !== 'not-needed');
	const entries = needed.map((id) => ({
		entry: entryOf(id),
		patterns: [],
		ports: [],
		targets: report.targets.filter((target) => target.entries.includes(id)).map((target) => target.id),
	}));
	return headline({ entries, notNeeded: [], targets: report.targets }, report.verdicts);
}

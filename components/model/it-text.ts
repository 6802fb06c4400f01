import type { Finding } from '../../core/diagnosis/types.ts';
import { findingText } from '../../core/report/text.ts';
import type { Report } from '../../core/report/types.ts';

/** What an agent pastes into a ticket: a plain opening, the findings, and which run they come from. */
export function textForIt(report: Report, findings: readonly Finding[]): string {
	const opening = 'Our contact centre needs a change to this network (found by Linecheck).';
	const run = `Run ${report.runId} of ${report.startedAt}, network ${report.networkId}, Linecheck ${report.extensionVersion}.`;
	return [opening, ...findings.map((finding) => findingText(finding, report)), run].join('\n\n');
}

/** The rules without the indented alternatives that follow them. */
export function mainRules(finding: Finding): readonly string[] {
	return finding.rules.filter((rule) => !rule.startsWith(' '));
}

import type { Finding } from '../../core/diagnosis/types.ts';
import type { Report } from '../../core/report/types.ts';

/** What an agent pastes into a ticket: the rules first, then what was seen, how to see it again, and when. */
export function textForIt(report: Report, findings: readonly Finding[]): string {
	const rules = unique(findings.flatMap((finding) => finding.rules));
	const commands = unique(findings.flatMap((finding) => finding.commands));
	return [
		'Amazon Connect calls: this network needs changes (found by Linecheck).',
		'',
		...section('Please allow', rules),
		...section('What was seen', unique(findings.map((finding) => finding.it))),
		...section('To see it again, from that computer', commands),
		`Checked ${report.startedAt} (UTC), run ${report.runId}, network ${report.networkId}, Linecheck ${report.extensionVersion}.`,
	].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
	return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function unique(lines: readonly string[]): readonly string[] {
	return [...new Set(lines)];
}

/** The rules without the indented alternatives that follow them. */
export function mainRules(finding: Finding): readonly string[] {
	return finding.rules.filter((rule) => !rule.startsWith(' '));
}

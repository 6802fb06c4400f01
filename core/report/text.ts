import { ENTRIES } from '../catalog/entries.ts';
import type { Finding } from '../diagnosis/types.ts';
import type { Headline, Report } from './types.ts';

/** One row of the table: what an administrator calls the entry, its verdict, why. */
export type Row = readonly [label: string, verdict: string, cause: string];

/** The entries that the profile uses, in the catalog's order. */
export function rowsOf({ verdicts }: Report): readonly Row[] {
	return ENTRIES.flatMap((entry): readonly Row[] => {
		const found = verdicts[entry.id];
		if (found === undefined || found.verdict === 'not-needed') return [];
		const confidence = found.confidence === undefined ? '' : ` (${found.confidence})`;
		return [[entry.label, found.verdict, `${found.cause ?? ''}${found.cause === undefined ? '' : confidence}`]];
	});
}

/** Columns padded to their widest cell, two spaces apart, no trailing space. */
export function table(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

const ANSWERS = { yes: 'yes', no: 'no', unknown: 'could not tell' } as const;

/** The answer in one line, with what it leaves open. */
export function headlineText({ calls, untested }: Headline): string {
	const entries = untested === 1 ? '1 entry' : `${untested} entries`;
	const open = untested > 0 ? `; ${entries} cannot be tested before you sign in` : '';
	return `Can you take calls here? ${ANSWERS[calls]}${open}`;
}

const section = (title: string, lines: readonly string[]) =>
	lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

/** When the evidence of a finding was taken, UTC. */
function whenOf({ evidence }: Finding, report: Report): readonly string[] {
	const first = evidence.map((index) => report.evidence[index]).find((piece) => piece !== undefined);
	return first === undefined
		? []
		: [`Observed from ${new Date(first.at).toISOString()} on, attempts: ${evidence.length}`];
}

/** One finding as text for IT. */
export function findingText(finding: Finding, report: Report): string {
	return [
		`[${finding.id}] ${finding.confidence}`,
		finding.it,
		...whenOf(finding, report),
		...section('Add:', finding.rules),
		...section('See for yourself:', finding.commands),
	].join('\n');
}

/**
 * Whether WebRTC was tried in the CCP's own page. A policy by URL (`WebRtcIPHandlingUrl`) shows only there: without it
 * an open path says nothing about that page. Undefined where no TURN server was tried.
 */
export function pageMediaText({ environment, targets }: Report): string | undefined {
	if (!targets.some(({ kind }) => kind === 'turn')) return undefined;
	if (environment.pageGathers === undefined) return 'WebRTC was not verified in the page: no CCP was open.';
	return environment.pageGathers ? 'WebRTC works in the CCP page.' : 'WebRTC gathers nothing in the CCP page.';
}

/** The report as plain text, to be pasted into a ticket. */
export function reportText(report: Report): string {
	const head = [
		`Linecheck ${report.extensionVersion}, catalog ${report.catalogVersion}, run ${report.runId}`,
		`${report.startedAt}, ${report.environment.browser}, network ${report.networkId}`,
		pageMediaText(report),
	];
	const findings = report.findings.map((finding) => findingText(finding, report));
	return [head.filter(Boolean).join('\n'), table(rowsOf(report)), ...findings].join('\n\n');
}

import { ENTRIES } from '../../core/catalog/entries.ts';
import type { Breaks, Group } from '../../core/catalog/types.ts';
import type { EntryVerdict, Finding } from '../../core/diagnosis/types.ts';
import type { EntryId, FailureCode } from '../../core/ids.ts';
import type { Plan, Target } from '../../core/plan/types.ts';
import type { Report } from '../../core/report/types.ts';
import { type Status, statusOf } from './status.ts';

export interface TargetView {
	readonly id: string;
	/** `host UDP 3478`, or the URL without its scheme where the path matters. */
	readonly where: string;
	readonly origin: Target['origin'];
	readonly status: Status;
	readonly cause: FailureCode | undefined;
	readonly attempts: number;
	/** Of the newest attempt that ended, ms. */
	readonly elapsedMs: number | undefined;
}

export interface EntryView {
	readonly id: EntryId;
	readonly label: string;
	readonly group: Group;
	readonly breaks: Breaks;
	readonly status: Status;
	readonly cause: FailureCode | undefined;
	readonly targets: readonly TargetView[];
	readonly findings: readonly Finding[];
	/** What an administrator allows for it: `*.cloudfront.net TCP 443`. Empty without a plan. */
	readonly patterns: readonly string[];
}

/** The entries that this profile needs, in the catalog's order, as a report and its plan tell them. */
export function entryViews(report: Report, plan: Plan | undefined, running: boolean): readonly EntryView[] {
	return ENTRIES.flatMap((entry) => {
		const verdict = report.verdicts[entry.id];
		if (verdict === undefined || verdict.verdict === 'not-needed' || entry.status === 'historical') return [];
		const targets = report.targets.filter((target) => target.entries.includes(entry.id));
		return [
			{
				id: entry.id,
				label: entry.label,
				group: entry.group,
				breaks: entry.breaks,
				status: statusOf(verdict, running, targets.length > 0),
				cause: verdict.cause,
				targets: targets.map((target) => targetView(target, verdict, report, running)),
				findings: report.findings.filter((finding) => finding.entries.includes(entry.id)),
				patterns: patternsOf(entry.id, plan),
			},
		];
	});
}

function targetView(target: Target, entry: EntryVerdict, report: Report, running: boolean): TargetView {
	const verdict = entry.targets[target.id] ?? { verdict: 'untested', attempts: 0 };
	const tries = report.evidence.filter(({ target: id }) => id === target.id);
	return {
		id: target.id,
		where: whereOf(target),
		origin: target.origin,
		status: statusOf(verdict, running),
		cause: verdict.cause,
		attempts: verdict.attempts,
		elapsedMs: tries.at(-1)?.elapsedMs,
	};
}

/** Where a target is, as a firewall's log names it. */
export function whereOf(target: Target): string {
	const path = target.kind === 'turn' ? '' : new URL(target.url).pathname.replace(/^\/$/, '');
	const socket = target.kind === 'websocket' ? ' (web socket)' : '';
	return `${target.host}${path} ${target.protocol.toUpperCase()} ${target.port}${socket}`;
}

function patternsOf(id: EntryId, plan: Plan | undefined): readonly string[] {
	const planned = plan?.entries.find(({ entry }) => entry.id === id);
	const ports = planned?.ports.map(({ port, protocol }) => `${protocol.toUpperCase()} ${port}`).join(', ');
	return planned?.patterns.map((pattern) => `${pattern} ${ports}`) ?? [];
}

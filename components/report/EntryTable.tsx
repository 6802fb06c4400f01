import { CAUSE_WORDS } from '../../core/report/causes.ts';
import type { Report } from '../../core/report/types.ts';
import { durationText } from '../model/age.ts';
import type { EntryView, TargetView } from '../model/entries.ts';
import { firstAt, timeUtc } from '../model/outcome.ts';
import { type Status, statusWord } from '../model/status.ts';
import { Scroll } from '../parts/Scroll.tsx';
import { StatusMark } from '../parts/StatusMark.tsx';

interface Props {
	readonly entries: readonly EntryView[];
	readonly report: Report;
	readonly running: boolean;
}

/** Every entry that this profile needs, with every target that was tried for it. */
export function EntryTable({ entries, report, running }: Props) {
	return (
		<section>
			<h2 id="entries">Entries and targets</h2>
			<Scroll labelledby="entries">
				<table>
					<thead>
						<tr>
							<th scope="col">Entry and target</th>
							<th scope="col">Verdict</th>
							<th scope="col">Cause</th>
							<th scope="col">Attempts</th>
							<th scope="col">First at (UTC)</th>
							<th scope="col">Took</th>
						</tr>
					</thead>
					{entries.map((entry) => (
						<Rows key={entry.id} entry={entry} report={report} running={running} />
					))}
				</table>
			</Scroll>
		</section>
	);
}

function Rows({ entry, report, running }: Omit<Props, 'entries'> & { entry: EntryView }) {
	return (
		<tbody data-entry={entry.id}>
			<tr class="entry-row">
				<th scope="rowgroup">
					{entry.label} <span class="id">{entry.id}</span>
					{entry.patterns.map((pattern) => (
						<code key={pattern}>{pattern}</code>
					))}
				</th>
				<td>
					<Verdict status={entry.status} running={running} />
				</td>
				<td>{entry.cause ?? '–'}</td>
				<td colSpan={3}>{entry.targets.length === 0 && 'no host to try is known yet'}</td>
			</tr>
			{entry.targets.map((target) => (
				<Target key={target.id} target={target} at={firstAt(report.evidence, target.id)} running={running} />
			))}
		</tbody>
	);
}

function Target({ target, at, running }: { target: TargetView; at: number | undefined; running: boolean }) {
	return (
		<tr>
			<th scope="row" class="target">
				<code>{target.where}</code>
				{target.origin !== 'published' && <span class="muted"> {ORIGINS[target.origin]}</span>}
			</th>
			<td>
				<Verdict status={target.status} running={running} />
			</td>
			<td>{target.cause === undefined ? '–' : CAUSE_WORDS[target.cause]}</td>
			<td class="number">{target.attempts}</td>
			<td class="number">{at === undefined ? '–' : timeUtc(at)}</td>
			<td class="number">{target.elapsedMs === undefined ? '–' : durationText(target.elapsedMs)}</td>
		</tr>
	);
}

const ORIGINS: Readonly<Record<TargetView['origin'], string>> = {
	published: 'published',
	profile: 'from the settings',
	unconfirmed: 'newer host, does not count',
	learned: "seen in the agent's traffic",
};

function Verdict({ status, running }: { status: Status; running: boolean }) {
	return (
		<span class="verdict">
			<StatusMark status={status} size={14} />
			<span class={`word ${status}`}>{statusWord(status, running)}</span>
		</span>
	);
}

import type { EntryId } from '../../core/ids.ts';
import { CAUSE_WORDS } from '../../core/report/causes.ts';
import { pageMediaText } from '../../core/report/text.ts';
import type { Report } from '../../core/report/types.ts';
import { durationText } from '../model/age.ts';
import type { EntryView, TargetView } from '../model/entries.ts';
import { BREAKS_WORDS } from '../model/groups.ts';
import { mainRules, textForIt } from '../model/it-text.ts';
import { isBroken, statusWord } from '../model/status.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { StatusMark } from '../parts/StatusMark.tsx';
import type { PopupActions } from './Popup.tsx';

interface Props {
	readonly entry: EntryView;
	readonly report: Report | undefined;
	readonly running: boolean;
	readonly watching: EntryId | undefined;
	readonly actions: PopupActions;
}

/** One entry: what it is for, why it fails, what to allow, which hosts were tried, what can be done. */
export function EntryDetails({ entry, report, running, watching, actions }: Props) {
	const rules = entry.findings.flatMap(mainRules);
	return (
		<div class="details">
			{entry.findings.map((finding) => (
				<p key={finding.id}>{finding.it}</p>
			))}
			<p class="muted">Without it you lose {BREAKS_WORDS[entry.breaks]}.</p>
			{report && entry.id === 'connect.media.turn' && <p class="muted">{pageMediaText(report)}</p>}
			{entry.targets.length === 0 && (
				<p class="muted">No host to try is known yet. Linecheck learns it when you use your CCP.</p>
			)}
			<Allow
				title={rules.length > 0 ? 'Rule to add' : 'Allowlist entry'}
				lines={rules.length > 0 ? rules : entry.patterns}
			/>
			{entry.targets.length > 0 && <Targets targets={entry.targets} running={running} />}
			<div class="row">
				{report && rules.length > 0 && (
					<CopyButton text={textForIt(report, entry.findings)} label="Copy for IT" onCopy={actions.onCopy} />
				)}
				<Again entry={entry} running={running} watching={watching} actions={actions} />
			</div>
		</div>
	);
}

function Allow({ title, lines }: { title: string; lines: readonly string[] }) {
	if (lines.length === 0) return null;
	return (
		<>
			<p class="label">{title}</p>
			<pre>{lines.join('\n')}</pre>
		</>
	);
}

function Targets({ targets, running }: { targets: readonly TargetView[]; running: boolean }) {
	return (
		<>
			<p class="label">Hosts tried</p>
			<ul class="targets">
				{targets.map((target) => (
					<li key={target.id}>
						<StatusMark status={target.status} size={13} />
						<code>{target.where}</code>
						<span class="muted">{outcome(target, running)}</span>
					</li>
				))}
			</ul>
		</>
	);
}

function outcome({ status, cause, elapsedMs, attempts, origin }: TargetView, running: boolean): string {
	const said = [statusWord(status, running)];
	if (cause !== undefined) said.push(CAUSE_WORDS[cause]);
	if (status === 'open' && elapsedMs !== undefined) said.push(durationText(elapsedMs));
	if (attempts > 1) said.push(`${attempts} attempts`);
	if (origin === 'unconfirmed') said.push('newer host, does not count');
	return said.join(', ');
}

function Again({ entry, running, watching, actions }: Omit<Props, 'report'>) {
	const watched = watching === entry.id;
	if (!watched && !isBroken(entry.status) && entry.status !== 'suspected' && entry.status !== 'unclear') return null;
	return (
		<>
			<button
				type="button"
				class="button"
				aria-disabled={running}
				onClick={() => !running && actions.onTestAgain(entry.id)}
			>
				Test again
			</button>
			<button
				type="button"
				class="button"
				aria-pressed={watched}
				title="Tries this entry every 5 seconds and tells you when it opens"
				onClick={() => actions.onWatch(entry.id, !watched)}
			>
				{watched ? 'Watching…' : 'Watch until open'}
			</button>
		</>
	);
}

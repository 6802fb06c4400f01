import type { RangesLook } from '../../core/catalog/ranges-look.ts';
import type { Plan } from '../../core/plan/types.ts';
import type { Profile } from '../../core/profile.ts';
import { reportText } from '../../core/report/text.ts';
import type { Report } from '../../core/report/types.ts';
import type { RunState } from '../../core/run-state.ts';
import { answerOf } from '../model/answer.ts';
import { entryViews } from '../model/entries.ts';
import { fileName } from '../model/outcome.ts';
import { pathView } from '../model/path.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PathPicture } from '../parts/PathPicture.tsx';
import { StatusMark } from '../parts/StatusMark.tsx';
import { AdviceSection } from './AdviceSection.tsx';
import { type CallsProps, CallsSection } from './CallsSection.tsx';
import { EntryTable } from './EntryTable.tsx';
import { EvidenceTable } from './EvidenceTable.tsx';
import { Facts } from './Facts.tsx';
import { FindingCard } from './FindingCard.tsx';
import { RangesSection } from './RangesSection.tsx';
import './ReportPage.css';

export interface ReportActions {
	readonly onRun: () => void;
	/** Resolves with false where the clipboard is refused. */
	readonly onCopy: (text: string) => Promise<boolean>;
	readonly onDownload: (name: string, text: string) => void;
	readonly onPrint: () => void;
	/** Fetches ip-ranges.json now. */
	readonly onLookForRanges: () => void;
}

export interface ReportPageProps {
	readonly state: RunState;
	readonly profile?: Profile | undefined;
	/** Brings the patterns to allow for entries that no finding names. */
	readonly plan?: Plan | undefined;
	readonly ranges?: RangesLook | undefined;
	/** ip-ranges.json is being fetched. */
	readonly looking?: boolean;
	readonly pages?: CallsProps | undefined;
	readonly actions: ReportActions;
}

/** The evidence for IT: headline, findings with their rules, every entry and target, every attempt. */
export function ReportPage(props: ReportPageProps) {
	const { state, profile, ranges, looking = false, pages, actions } = props;
	return (
		<>
			<PageHeader title="Report" />
			<main class="page report">
				{'report' in state ? (
					<Document {...props} report={state.report} />
				) : (
					<Nothing state={state} onRun={actions.onRun} />
				)}
				{pages && <CallsSection {...pages} />}
				{profile && (
					<RangesSection
						profile={profile}
						look={ranges}
						looking={looking}
						onLook={actions.onLookForRanges}
						onDownload={actions.onDownload}
					/>
				)}
				{profile && <AdviceSection profile={profile} />}
			</main>
		</>
	);
}

function Nothing({ state, onRun }: { state: RunState; onRun: () => void }) {
	const answer = answerOf(state, []);
	return (
		<section class="headline">
			<h1>{answer.title}</h1>
			<p>{answer.note ?? answer.todo}</p>
			<button type="button" class="button primary" onClick={() => onRun()}>
				Check now
			</button>
		</section>
	);
}

function Document({ state, report, profile, plan, actions }: ReportPageProps & { report: Report }) {
	const running = state.status === 'running';
	const entries = entryViews(report, plan, running);
	const answer = answerOf(state, entries);
	return (
		<>
			<section class="headline">
				<div class="says" role="status">
					<StatusMark status={answer.mark} size={34} />
					<h1>{answer.title}</h1>
				</div>
				<p class="todo">{answer.todo}</p>
				{answer.note && <p class="muted">{answer.note}</p>}
				<div class="row actions">
					<CopyButton text={reportText(report)} label="Copy as text" primary onCopy={actions.onCopy} />
					<button
						type="button"
						class="button"
						onClick={() => actions.onDownload(fileName(report), JSON.stringify(report, null, '\t'))}
					>
						Download JSON
					</button>
					<button type="button" class="button" onClick={() => actions.onPrint()}>
						Print
					</button>
				</div>
				<PathPicture path={pathView(report, entries, running)} />
			</section>
			<Facts report={report} profile={profile} />
			<section>
				<h2>Findings</h2>
				{report.findings.length === 0 && <p>None: nothing stands in the way of what could be tested.</p>}
				{report.findings.map((finding) => (
					<FindingCard key={`${finding.id} ${finding.entries}`} finding={finding} onCopy={actions.onCopy} />
				))}
			</section>
			<EntryTable entries={entries} report={report} running={running} />
			<EvidenceTable report={report} />
		</>
	);
}

import { entryOf } from '../../core/catalog/entries.ts';
import type { Finding } from '../../core/diagnosis/types.ts';
import type { Report } from '../../core/report/types.ts';
import type { Answer } from '../model/answer.ts';
import type { EntryView } from '../model/entries.ts';
import { findingsForIt } from '../model/findings.ts';
import { mainRules, textForIt } from '../model/it-text.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { StatusMark } from '../parts/StatusMark.tsx';
import './AnswerBlock.css';

interface Props {
	readonly answer: Answer;
	readonly report: Report | undefined;
	readonly entries: readonly EntryView[];
	readonly running: boolean;
	/** The answer's place among the page's headings; the popup's first line by default. */
	readonly level?: 'h1' | 'h3';
	readonly onCopy: (text: string) => Promise<boolean>;
}

/** Up to so many findings show their rules here; more would push the picture away, and stand with their entries. */
const SHOWN = 2;

/** Can I take calls, what do I do now, and what has to be allowed. */
export function AnswerBlock({ answer, report, entries, running, level: Title = 'h1', onCopy }: Props) {
	const findings = report && !running ? findingsForIt(report, entries) : [];
	return (
		<section class={`answer ${answer.mark}`}>
			<div class="says" role="status">
				<StatusMark status={answer.mark} size={30} />
				<Title>{answer.title}</Title>
				<p class="todo">{answer.todo}</p>
				{answer.note && <p class="note">{answer.note}</p>}
			</div>
			{findings.length <= SHOWN &&
				findings.map((finding) => (
					<Rules key={`${finding.id} ${finding.entries}`} finding={finding} alone={findings.length === 1} />
				))}
			{report && findings.length > 0 && (
				<div class="row">
					<CopyButton text={textForIt(report, findings)} label="Copy for IT" primary onCopy={onCopy} />
				</div>
			)}
		</section>
	);
}

function Rules({ finding, alone }: { finding: Finding; alone: boolean }) {
	const rules = mainRules(finding);
	if (rules.length === 0) return null;
	return (
		<div class="finding">
			{!alone && <p>{finding.entries.map((id) => entryOf(id).label).join(', ')}</p>}
			<pre>{rules.join('\n')}</pre>
		</div>
	);
}

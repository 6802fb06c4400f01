import { adviceFor } from '../../core/catalog/advice.ts';
import { entryOf } from '../../core/catalog/entries.ts';
import type { Confidence, Finding } from '../../core/diagnosis/types.ts';
import { CopyButton } from '../parts/CopyButton.tsx';

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
	suspected: 'Suspected: one attempt is still silent',
	medium: 'Medium confidence',
	high: 'High confidence',
};

interface Props {
	readonly finding: Finding;
	readonly onCopy: (text: string) => Promise<boolean>;
}

/** One cause: what was seen, what to allow, how to see it again, and the attempts it rests on. */
export function FindingCard({ finding, onCopy }: Props) {
	const { rules, commands } = finding;
	const title = finding.entries.map((id) => entryOf(id).label).join(', ');
	return (
		<article class="card" data-finding={finding.id}>
			<h3>{title || finding.agent}</h3>
			<p>{finding.it}</p>
			{title && <p class="muted">To the agent: {finding.agent}</p>}
			<Block title="Rules to add" lines={rules} onCopy={onCopy} />
			{adviceFor(finding.id).map(({ id, text }) => (
				<p key={id} class="muted">
					{text}
				</p>
			))}
			<Block title="Commands that show it again" lines={commands} onCopy={onCopy} />
			<p class="muted">
				{CONFIDENCE[finding.confidence]} · cause <code>{finding.cause}</code> · {finding.attempts}{' '}
				{finding.attempts === 1 ? 'attempt' : 'attempts'} a target · rests on <Sources of={finding.evidence} />
			</p>
		</article>
	);
}

function Block({ title, lines, onCopy }: { title: string; lines: readonly string[]; onCopy: Props['onCopy'] }) {
	if (lines.length === 0) return null;
	const text = lines.join('\n');
	return (
		<div class="block">
			<div class="row">
				<h4>{title}</h4>
				<CopyButton text={text} label="Copy" onCopy={onCopy} />
			</div>
			<pre>{text}</pre>
		</div>
	);
}

function Sources({ of: indexes }: { of: readonly number[] }) {
	if (indexes.length === 0) return <>the environment</>;
	return (
		<>
			evidence{' '}
			{indexes.map((index, place) => (
				<>
					{place > 0 && ', '}
					<a key={index} href={`#evidence-${index + 1}`}>
						{index + 1}
					</a>
				</>
			))}
		</>
	);
}

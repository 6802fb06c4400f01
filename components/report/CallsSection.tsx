import type { CallOutcome } from '../../core/incident/calls.ts';
import type { IncidentRecord } from '../../core/incident/standing.ts';
import { callsView } from '../model/calls.ts';

export interface CallsProps {
	readonly calls: readonly CallOutcome[];
	readonly incidents: readonly IncidentRecord[];
}

/** What became of the agent's calls, and what failed on pages: nothing where there was neither. */
export function CallsSection({ calls, incidents }: CallsProps) {
	if (calls.length === 0 && incidents.length === 0) return null;
	const { summary, judgement, legs, relay, failures } = callsView(calls, incidents);
	return (
		<section>
			<h2>Calls</h2>
			<ul>
				{[summary, ...legs, ...(relay ? [relay] : [])].map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
			<p>{judgement}</p>
			{failures.length > 0 && <h3>Failures on pages</h3>}
			<ul>
				{failures.map(({ id, text }) => (
					<li key={id}>{text}</li>
				))}
			</ul>
		</section>
	);
}

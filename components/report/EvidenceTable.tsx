import type { Report } from '../../core/report/types.ts';
import { durationText } from '../model/age.ts';
import { whereOf } from '../model/entries.ts';
import { dateUtc, outcomeText, timeUtc } from '../model/outcome.ts';
import { Scroll } from '../parts/Scroll.tsx';

/** Every attempt, as it was collected: what the findings rest on. */
export function EvidenceTable({ report }: { report: Report }) {
	const where = new Map(report.targets.map((target) => [target.id, whereOf(target)]));
	return (
		<section>
			<h2 id="evidence">Evidence</h2>
			<p class="muted">All times are UTC, of the check that started {dateUtc(report.startedAt)}.</p>
			<Scroll labelledby="evidence">
				<table class="evidence">
					<thead>
						<tr>
							<th scope="col">#</th>
							<th scope="col">At</th>
							<th scope="col">Target</th>
							<th scope="col">Attempt</th>
							<th scope="col">Outcome</th>
							<th scope="col">After</th>
						</tr>
					</thead>
					<tbody>
						{report.evidence.map((one, index) => (
							<tr key={`${one.target} ${one.attempt}`} id={`evidence-${index + 1}`}>
								<th scope="row">{index + 1}</th>
								<td class="number">{timeUtc(one.at)}</td>
								<td>
									<code>{where.get(one.target) ?? one.target}</code>
								</td>
								<td class="number">{one.attempt}</td>
								<td>{outcomeText(one.outcome)}</td>
								<td class="number">{durationText(one.elapsedMs)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</Scroll>
		</section>
	);
}

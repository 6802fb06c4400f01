import type { Problem } from '../../core/settings.ts';

/** Policy keys that the organisation set wrongly: they are left out, and said so by name. */
export function PolicyProblems({ problems }: { problems: readonly Problem[] }) {
	const own = problems.filter(({ field }) => !field.includes('.') && field !== '');
	if (own.length === 0) return null;
	return (
		<section class="summary warn">
			<h2>Your organisation's policy has errors</h2>
			<p>These values are ignored; everything else in the policy counts. Tell your administrator:</p>
			<ul>
				{own.map(({ field, message }) => (
					<li key={field}>
						<code>{field}</code>: {message}
					</li>
				))}
			</ul>
		</section>
	);
}

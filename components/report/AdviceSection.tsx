import { ADVICE } from '../../core/catalog/advice.ts';
import { OTHER_ALLOWLISTS } from '../../core/catalog/other-allowlists.ts';
import { meets } from '../../core/plan/conditions.ts';
import type { Profile } from '../../core/profile.ts';

/** What the documents ask beside the firewall's entries, as far as it concerns this profile. */
export function AdviceSection({ profile }: { profile: Profile }) {
	const advice = ADVICE.filter(({ when }) => when === undefined || meets(profile, when));
	return (
		<details>
			<summary>
				<h2>What else the documents ask</h2>
			</summary>
			<h3>Allowlists that are no firewall’s</h3>
			<ul>
				{OTHER_ALLOWLISTS.map(({ id, what, observable }) => (
					<li key={id}>
						{what.replace('{ingenius-region}', profile.ingenius?.region ?? '{ingenius-region}')} <em>Seen by:</em>{' '}
						{observable}
					</li>
				))}
			</ul>
			<h3>Advice</h3>
			<ul>
				{advice.map(({ id, text }) => (
					<li key={id}>{text}</li>
				))}
			</ul>
		</details>
	);
}

import type { View } from '../../api/rows.ts';
import { hrefOf } from '../address.ts';
import { breaksCalls, labelOf, leadOf, siteName } from '../words.ts';
import { Link } from './link.tsx';

/** What a supervisor wants to know first, as a sentence. */
export function Answer({ data }: { readonly data: View<'now'> }) {
	const [summary] = data['now-summary'];
	if (!summary || summary.reporting === 0) return null;
	const { reporting, able, unable } = summary;
	const agents = `${reporting.toLocaleString()} ${reporting === 1 ? 'agent' : 'agents'}`;
	if (able === reporting) return <p class="answer good">All of {agents} can take calls.</p>;
	if (unable === 0)
		return (
			<p class="answer">
				{able.toLocaleString()} of {agents} can take calls; for the rest nobody can tell.
			</p>
		);
	return (
		<p class="answer bad">
			{unable.toLocaleString()} of {agents} cannot take calls. <Worst data={data} unable={unable} />
		</p>
	);
}

/** The site with the most agents that cannot take calls, and what most of them miss of what calls need. */
function Worst({ data, unable }: { readonly data: View<'now'>; readonly unable: number }) {
	const [worst] = data['now-sites'];
	if (!worst || worst.unable === 0) return null;
	const missing = data['now-heat'].find(({ site, entry }) => site === worst.site && breaksCalls(entry));
	return (
		<>
			{leadOf(unable, data['now-sites'])}{' '}
			<Link href={hrefOf('site', { site: worst.site })}>{siteName(worst.site)}</Link>, {worst.unable.toLocaleString()}{' '}
			of {worst.reporting.toLocaleString()}
			{missing && `, where ${labelOf(missing.entry)} is missing`}.
		</>
	);
}

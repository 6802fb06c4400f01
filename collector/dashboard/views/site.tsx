import type { Filters } from '../../api/filters.ts';
import type { Row, View } from '../../api/rows.ts';
import { hrefOf } from '../address.ts';
import { apiHref, useView } from '../client.ts';
import { Copy } from '../parts/copy.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Show } from '../parts/loaded.tsx';
import { MAX_ROWS, Table } from '../parts/table.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { ago, causeOf, labelOf, publishedRules, STATE_WORDS, siteName, when } from '../words.ts';
import { Calls } from './now.tsx';

/** One site: what is missing there, and what to do. */
export function SiteView({ filters }: { readonly filters: Filters }) {
	if (filters.site === '') return <Empty>Choose a site above.</Empty>;
	return <OneSite filters={filters} />;
}

function OneSite({ filters }: { readonly filters: Filters }) {
	const state = useView('site', filters);
	return (
		<>
			<p class="subject">{siteName(filters.site)}</p>
			<Show state={state}>{(data, now) => <Site data={data} now={now} filters={filters} />}</Show>
		</>
	);
}

interface SiteProps {
	readonly data: View<'site'>;
	readonly now: number;
	readonly filters: Filters;
}

function Site({ data, now, filters }: SiteProps) {
	const [summary] = data['site-summary'];
	if (!summary || summary.agents === 0) return <Empty>No agent of this site was heard in this range.</Empty>;
	return (
		<>
			<Tiles
				tiles={[
					{ label: 'agents heard', value: summary.agents },
					{ label: 'reporting now', value: summary.reporting },
					{ label: 'can take calls', value: summary.able, tone: 'good' },
					{ label: 'cannot take calls', value: summary.unable, tone: summary.unable > 0 ? 'bad' : undefined },
					{ label: 'gone silent', value: summary.silent, tone: summary.silent > 0 ? 'warn' : undefined },
				]}
			/>
			<section>
				<h2>What is missing</h2>
				{data['site-missing'].length > 0 && (
					<CsvLink href={apiHref('site', filters, 'site-missing')} of="What is missing" />
				)}
				{data['site-missing'].length === 0 ? (
					<Empty>{summary.reporting === 0 ? 'No agent of this site reports now.' : 'Nothing is missing.'}</Empty>
				) : (
					data['site-missing'].map((missing) => (
						<Missing key={missing.entry} missing={missing} site={filters.site} now={now} />
					))
				)}
			</section>
			<Agents
				rows={data['site-agents']}
				total={totalOf(data, filters)}
				now={now}
				csv={apiHref('site', filters, 'site-agents')}
			/>
			<Calls rows={data['now-calls']} csv={apiHref('site', filters, 'now-calls')} />
		</>
	);
}

/** The view has the first agents only; how many miss one entry it does not say. */
function totalOf(data: View<'site'>, { entry }: Filters): number | undefined {
	const listed = data['site-agents'].length;
	if (listed < MAX_ROWS) return undefined;
	return entry === '' ? data['site-summary'][0]?.agents : Number.POSITIVE_INFINITY;
}

function Missing({
	missing,
	site,
	now,
}: {
	readonly missing: Row<'site-missing'>;
	readonly site: string;
	readonly now: number;
}) {
	const rules = missing.rules.length > 0 ? missing.rules : publishedRules(missing.entry);
	return (
		<article class="missing">
			<h3>{labelOf(missing.entry)}</h3>
			<p>
				Missing for {missing.agents.toLocaleString()} {missing.agents === 1 ? 'agent' : 'agents'}
				{missing.since > 0 && ` since ${when(missing.since)} (${ago(missing.since, now)})`}
				{missing.causes.length > 0 && `: ${missing.causes.map(causeOf).join(', ')}`}.
			</p>
			<p>
				Networks: {missing.networks.join(', ') || 'not sent'}. Browsers: {missing.browsers.join(', ') || 'not sent'}.
			</p>
			<p>Rule to add:</p>
			<ul>
				{rules.map((rule) => (
					<li key={rule}>
						<code>{rule}</code>
					</li>
				))}
			</ul>
			<Copy label={`Copy for IT: ${labelOf(missing.entry)}`} text={forIt(missing, site, rules)} />
		</article>
	);
}

/** What a network administrator needs, as text. */
const forIt = (missing: Row<'site-missing'>, site: string, rules: readonly string[]): string =>
	[
		`${siteName(site)}: ${labelOf(missing.entry)} (${missing.entry}) does not get through.`,
		`Agents: ${missing.agents}. Since: ${missing.since > 0 ? new Date(missing.since * 1000).toISOString() : 'not known'}.`,
		`Cause: ${missing.causes.join(', ') || 'not known'}. Networks: ${missing.networks.join(', ') || 'not sent'}. Browsers: ${missing.browsers.join(', ') || 'not sent'}.`,
		'Please add:',
		...rules.map((rule) => `- ${rule}`),
	].join('\n');

const Agents = ({
	rows,
	total,
	now,
	csv,
}: {
	readonly rows: View<'site'>['site-agents'];
	readonly total: number | undefined;
	readonly now: number;
	readonly csv: string;
}) => (
	<Table
		title="Agents"
		rows={rows}
		total={total}
		keyOf={({ agent }) => agent}
		empty="No agent fits these filters."
		csv={csv}
		columns={[
			{ head: 'Agent', cell: ({ agent, name }) => <Link href={hrefOf('agent', { agent })}>{name || agent}</Link> },
			{ head: 'State', cell: ({ state }) => <span class={`badge ${state}`}>{STATE_WORDS[state]}</span> },
			{ head: 'Missing', cell: ({ missing }) => missing.map(labelOf).join(', ') },
			{ head: 'Heard', cell: ({ heard }) => ago(heard, now) },
			{ head: 'Browser', cell: ({ browser }) => browser },
			{ head: 'Extension', cell: ({ version }) => version },
			{ head: 'Network', cell: ({ network }) => network },
		]}
	/>
);

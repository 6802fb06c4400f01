import { useEffect, useState } from 'preact/hooks';
import type { Filters } from '../../api/filters.ts';
import type { View } from '../../api/rows.ts';
import { go, hrefOf } from '../address.ts';
import { apiHref, useView } from '../client.ts';
import { Link } from '../parts/link.tsx';
import { Empty, Show } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { ago, causeOf, labelOf, lossOf, STATE_WORDS, siteName, when } from '../words.ts';

/** One agent: last runs, what changed, incidents, calls. */
export function AgentView({ filters }: { readonly filters: Filters }) {
	return (
		<>
			<Find agent={filters.agent} />
			{filters.agent === '' ? (
				<Empty>Choose an agent on a site's page, or give an install id.</Empty>
			) : (
				<OneAgent filters={filters} />
			)}
		</>
	);
}

function Find({ agent }: { readonly agent: string }) {
	const [text, set] = useState(agent);
	// Back leads to another agent
	useEffect(() => set(agent), [agent]);
	return (
		<form
			class="filters"
			onSubmit={(event) => {
				event.preventDefault();
				go(hrefOf('agent', { agent: text.trim() }));
			}}
		>
			<label>
				Install id
				<input value={text} onInput={(event) => set(event.currentTarget.value)} size={40} />
			</label>
			<button type="submit">Show</button>
		</form>
	);
}

function OneAgent({ filters }: { readonly filters: Filters }) {
	const state = useView('agent', filters);
	return <Show state={state}>{(data, now) => <Agent data={data} now={now} filters={filters} />}</Show>;
}

function Agent({
	data,
	now,
	filters,
}: {
	readonly data: View<'agent'>;
	readonly now: number;
	readonly filters: Filters;
}) {
	const [summary] = data['agent-summary'];
	if (!summary) return <Empty>No run of this agent is kept.</Empty>;
	return (
		<>
			<p class="subject">
				{summary.name || summary.agent} at{' '}
				<Link href={hrefOf('site', { site: summary.site })}>{siteName(summary.site)}</Link>
			</p>
			<Tiles
				tiles={[
					{ label: 'state', value: STATE_WORDS[summary.state] ?? '', tone: TONES[summary.state] },
					{ label: 'heard', value: ago(summary.heard, now) },
					{ label: 'CCP', value: summary.ccp },
					{ label: 'browser', value: `${summary.browser} on ${summary.os}` },
					{ label: 'extension', value: summary.version },
				]}
			/>
			<History data={data} filters={filters} />
		</>
	);
}

const TONES: Readonly<Record<string, 'good' | 'bad' | 'warn'>> = { able: 'good', unable: 'bad', silent: 'warn' };

const History = ({ data, filters }: { readonly data: View<'agent'>; readonly filters: Filters }) => (
	<>
		<Table
			title="Last checks"
			rows={data['agent-runs']}
			keyOf={({ uid }) => uid}
			empty="No check is kept."
			csv={apiHref('agent', filters, 'agent-runs')}
			columns={[
				{ head: 'Time', cell: ({ at }) => when(at) },
				{ head: 'Can take calls', cell: ({ calls }) => calls },
				{ head: 'Missing', cell: ({ missing }) => missing.map(labelOf).join(', ') || 'nothing' },
				{ head: 'Took', cell: ({ ms }) => `${(ms / 1000).toFixed(1)} s`, number: true },
				{ head: 'Network', cell: ({ network }) => network },
			]}
		/>
		<Table
			title="Changes and incidents"
			rows={data['agent-changes']}
			keyOf={({ uid }) => uid}
			empty="Nothing changed."
			csv={apiHref('agent', filters, 'agent-changes')}
			columns={[
				{ head: 'Time', cell: ({ at }) => when(at) },
				{
					head: 'What',
					cell: ({ event, entry, detail, lost }) =>
						event === 'linecheck.verdict' ? labelOf(entry) : event === 'linecheck.loss' ? lossOf(lost, detail) : detail,
				},
				{ head: 'Now', cell: ({ verdict }) => verdict },
				{ head: 'Cause', cell: ({ cause }) => causeOf(cause) },
			]}
		/>
		<Table
			title="Last calls"
			rows={data['agent-calls']}
			keyOf={({ uid }) => uid}
			empty="No call is kept."
			csv={apiHref('agent', filters, 'agent-calls')}
			columns={[
				{ head: 'Time', cell: ({ at }) => when(at) },
				{ head: 'Outcome', cell: ({ outcome }) => outcome },
				{ head: 'Reason', cell: ({ cause }) => cause },
			]}
		/>
	</>
);

import { useEffect, useState } from 'preact/hooks';
import type { Filters } from '../../api/filters.ts';
import type { Row, View } from '../../api/rows.ts';
import { go, hrefOf } from '../address.ts';
import { apiHref, useView } from '../client.ts';
import { Link } from '../parts/link.tsx';
import { Empty, Show } from '../parts/loaded.tsx';
import { type Column, Table } from '../parts/table.tsx';
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
	const places = data['agent-summary'];
	if (places.length === 0) return <Empty>No run of this agent is kept.</Empty>;
	return (
		<>
			{places.map((place) => (
				<Standing key={place.site} place={place} now={now} />
			))}
			<History data={data} filters={filters} />
		</>
	);
}

/** How the agent stands at one site: at several where more than one token told of it. */
const Standing = ({ place, now }: { readonly place: Row<'agent-summary'>; readonly now: number }) => (
	<>
		<p class="subject">
			{place.name || place.agent} at <Link href={hrefOf('site', { site: place.site })}>{siteName(place.site)}</Link>
		</p>
		<Tiles
			tiles={[
				{ label: 'state', value: STATE_WORDS[place.state] ?? '', tone: TONES[place.state] },
				{ label: 'heard', value: ago(place.heard, now) },
				{ label: 'CCP', value: place.ccp },
				{ label: 'browser', value: `${place.browser} on ${place.os}` },
				{ label: 'extension', value: place.version },
			]}
		/>
	</>
);

/** Whose word it is, where several speak of this agent. */
const sitesOf = (data: View<'agent'>): Column<{ readonly site: string }>[] =>
	data['agent-summary'].length > 1 ? [{ head: 'Site', cell: ({ site }) => site || 'none' }] : [];

const TONES: Readonly<Record<string, 'good' | 'bad' | 'warn'>> = { able: 'good', unable: 'bad', silent: 'warn' };

const History = ({ data, filters }: { readonly data: View<'agent'>; readonly filters: Filters }) => (
	<>
		<Table
			title="Last checks"
			rows={data['agent-runs']}
			keyOf={({ site, uid }) => `${site} ${uid}`}
			empty="No check is kept."
			csv={apiHref('agent', filters, 'agent-runs')}
			columns={[
				{ head: 'Time', cell: ({ at }) => when(at) },
				{ head: 'Can take calls', cell: ({ calls }) => calls },
				{ head: 'Missing', cell: ({ missing }) => missing.map(labelOf).join(', ') || 'nothing' },
				{ head: 'Took', cell: ({ ms }) => `${(ms / 1000).toFixed(1)} s`, number: true },
				{ head: 'Network', cell: ({ network }) => network },
				...sitesOf(data),
			]}
		/>
		<Table
			title="Changes and incidents"
			rows={data['agent-changes']}
			keyOf={({ site, uid }) => `${site} ${uid}`}
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
				...sitesOf(data),
			]}
		/>
		<Table
			title="Last calls"
			rows={data['agent-calls']}
			keyOf={({ site, uid }) => `${site} ${uid}`}
			empty="No call is kept."
			csv={apiHref('agent', filters, 'agent-calls')}
			columns={[
				{ head: 'Time', cell: ({ at }) => when(at) },
				{ head: 'Outcome', cell: ({ outcome }) => outcome },
				{ head: 'Reason', cell: ({ cause }) => cause },
				...sitesOf(data),
			]}
		/>
	</>
);

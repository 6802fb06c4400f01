import { type Filters, RANGES, type Range } from '../../api/filters.ts';
import { go, hrefOf, type Page } from '../address.ts';
import { useView } from '../client.ts';
import { labelOf, siteName } from '../words.ts';

const RANGE_WORDS: Readonly<Record<Range, string>> = {
	'6h': '6 hours',
	'24h': '24 hours',
	'3d': '3 days',
	'7d': '7 days',
	'30d': '30 days',
	'90d': '90 days',
};
/** New sites are rare. */
const OPTIONS_MS = 15_000;
const EVERYTHING: Filters = { site: '', browser: '', entry: '', agent: '', range: '24h' };

/** What is shown: kept in the URL. */
export function FilterBar({ page, filters }: { readonly page: Page; readonly filters: Filters }) {
	const state = useView('options', EVERYTHING, OPTIONS_MS);
	const options = state.status === 'loading' ? undefined : state.data?.options[0];
	const choose = (change: Partial<Filters>) => go(hrefOf(page, { ...filters, ...change }));
	if (page === 'agent') return null;
	return (
		<>
			<Scope filters={filters} />
			<form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
				<Choice
					label="Site"
					value={filters.site}
					options={options?.sites ?? []}
					word={siteName}
					choose={(site) => choose({ site })}
				/>
				<Choice
					label="Entry"
					value={filters.entry}
					options={options?.entries ?? []}
					word={labelOf}
					choose={(entry) => choose({ entry })}
				/>
				<Choice
					label="Browser"
					value={filters.browser}
					options={options?.browsers ?? []}
					choose={(browser) => choose({ browser })}
				/>
				<label>
					Range
					<select value={filters.range} onChange={(event) => choose({ range: event.currentTarget.value as Range })}>
						{Object.keys(RANGES).map((range) => (
							<option key={range} value={range}>
								{RANGE_WORDS[range as Range]}
							</option>
						))}
					</select>
				</label>
			</form>
		</>
	);
}

/** What a printed page is about: the controls are not printed. */
const Scope = ({ filters: { site, entry, browser, range } }: { readonly filters: Filters }) => (
	<p class="scope">
		{[
			site === '' ? 'All sites' : siteName(site),
			...(entry === '' ? [] : [labelOf(entry)]),
			...(browser === '' ? [] : [browser]),
			RANGE_WORDS[range],
			new Date().toLocaleDateString(),
		].join(' · ')}
	</p>
);

interface ChoiceProps {
	readonly label: string;
	readonly value: string;
	readonly options: readonly string[];
	readonly word?: (value: string) => string;
	readonly choose: (value: string) => void;
}

function Choice({ label, value, options, word = (text) => text, choose }: ChoiceProps) {
	const all = value === '' || options.includes(value) ? options : [value, ...options];
	return (
		<label>
			{label}
			<select value={value} onChange={(event) => choose(event.currentTarget.value)}>
				<option value="">All</option>
				{all.map((option) => (
					<option key={option} value={option}>
						{word(option)}
					</option>
				))}
			</select>
		</label>
	);
}

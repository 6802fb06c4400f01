import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type Filters, FiltersSchema } from '../api/filters.ts';

export const PAGES = ['now', 'site', 'agent', 'timeline', 'tokens'] as const;
export type Page = (typeof PAGES)[number];

/** Where the supervisor is: all of it in the URL, so that a link shows the same. */
export interface Address {
	readonly page: Page;
	readonly filters: Filters;
}

const NONE = v.parse(FiltersSchema, {});

export function readAddress(url: URL): Address {
	const page = v.safeParse(v.picklist(PAGES), url.pathname.slice(1));
	return { page: page.success ? page.output : 'now', filters: filtersOf(url.searchParams) };
}

/** What cannot be read is left out: the others hold. */
function filtersOf(params: URLSearchParams): Filters {
	const read = Object.entries(FiltersSchema.entries).filter(
		([key, schema]) => v.safeParse(schema, params.get(key) ?? undefined).success,
	);
	return v.parse(FiltersSchema, Object.fromEntries(read.map(([key]) => [key, params.get(key) ?? undefined])));
}

export function hrefOf(page: Page, filters: Partial<Filters>): string {
	const query = queryOf(filters);
	return `/${page === 'now' ? '' : page}${query && `?${query}`}`;
}

/** Only what differs from the usual. */
export const queryOf = (filters: Partial<Filters>): string =>
	new URLSearchParams(
		Object.entries({ ...NONE, ...filters }).filter(([key, value]) => value !== NONE[key as keyof Filters]),
	).toString();

const here = (): Address => readAddress(new URL(location.href));

/** Goes there without loading the page again. Another page begins at its top; another filter stays where it is. */
export function go(href: string): void {
	const { page } = here();
	history.pushState(null, '', href);
	dispatchEvent(new PopStateEvent('popstate'));
	if (here().page !== page) scrollTo(0, 0);
}

export function useAddress(): Address {
	const [address, set] = useState(here);
	useEffect(() => {
		const follow = () => set(here());
		addEventListener('popstate', follow);
		return () => removeEventListener('popstate', follow);
	}, []);
	return address;
}

import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { Filters } from '../api/filters.ts';
import { ROWS, VIEWS, type View, type ViewName } from '../api/rows.ts';
import { queryOf } from './address.ts';

/** What a view shows: what it knows stays while the next answer is awaited or failed. */
export type Loaded<T> =
	| { readonly status: 'loading' }
	| { readonly status: 'ready'; readonly data: T; readonly at: number }
	| { readonly status: 'failed'; readonly message: string; readonly data?: T; readonly at?: number };

/** While nothing is new a view is asked for so often: 304 costs next to nothing. */
const POLL_MS = 500;
/** After news the next are awaited so many times as long as it took: a busy fleet changes all the time, a large one is dear. */
const REST = 10;
/** At most, ms: a slow line is no large fleet, and a change is to show within 5 s. */
const MAX_REST_MS = 2_000;
const RETRY_MS = 5_000;

/** Told when the sign-in has ended. */
export const SIGNED_OUT = 'linecheck:signed-out';

/** Where one signs in and out: a 401 there is a wrong password. */
export const SESSION = '/api/session';

export class HttpError extends Error {
	readonly status: number;
	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

const Message = v.object({ message: v.string() });

/** @throws HttpError with what the collector says. */
export async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Response> {
	const init = body === undefined ? {} : { body: JSON.stringify(body) };
	const response = await fetch(path, { method, headers: { 'Content-Type': 'application/json', ...headers }, ...init });
	if (response.ok || response.status === 304) return response;
	if (response.status === 401 && path !== SESSION) dispatchEvent(new Event(SIGNED_OUT));
	const said = v.safeParse(Message, await response.json().catch(() => undefined));
	throw new HttpError(
		response.status,
		said.success ? said.output.message : `the collector answered ${response.status}`,
	);
}

export const apiHref = (view: ViewName, filters: Partial<Filters>, table?: string): string =>
	`/api/${view}${table ? `/${table}.csv` : ''}?${queryOf(filters)}`;

const schemaOf = (name: ViewName) =>
	v.object({
		at: v.number(),
		...Object.fromEntries(VIEWS[name].map((table) => [table, v.array(v.union([ROWS[table]]))])),
	});

const LOADING = { status: 'loading' } as const;

/** A view, kept up to date while the page can be seen. What is known of other filters is never shown for these. */
export function useView<Name extends ViewName>(name: Name, filters: Filters, everyMs = POLL_MS): Loaded<View<Name>> {
	type State = Loaded<View<Name>>;
	const [{ of, state }, set] = useState<{ of: string; state: State }>({ of: '', state: LOADING });
	const href = apiHref(name, filters);
	useEffect(() => {
		const tell = (change: (old: State) => State) =>
			set((last) => ({ of: href, state: change(last.of === href ? last.state : LOADING) }));
		return poll(href, everyMs, (answer) => {
			if (answer instanceof Error) return tell((old) => ({ ...old, status: 'failed', message: answer.message }));
			const parsed = v.parse(schemaOf(name), answer);
			tell(() => ({ status: 'ready', data: parsed as unknown as View<Name>, at: parsed.at }));
		});
	}, [href]);
	return of === href ? state : LOADING;
}

/** Asks again and again; tells what is new. Returns what ends it. */
function poll(href: string, everyMs: number, tell: (answer: unknown) => void): () => void {
	let etag = '';
	let timer: ReturnType<typeof setTimeout> | undefined;
	let ended = false;
	let asking = false;
	const ask = async (): Promise<number> => {
		if (document.hidden) return everyMs;
		const asked = performance.now();
		const response = await call('GET', href, undefined, etag ? { 'If-None-Match': etag } : {});
		if (ended || response.status === 304) return everyMs;
		etag = response.headers.get('etag') ?? '';
		tell(await response.json());
		return Math.max(everyMs, Math.min(MAX_REST_MS, REST * (performance.now() - asked)));
	};
	const failed = (error: unknown): number => {
		etag = '';
		if (!ended) tell(error instanceof Error ? error : new Error(String(error)));
		return RETRY_MS;
	};
	const next = () => {
		asking = true;
		return ask()
			.catch(failed)
			.then((wait) => {
				asking = false;
				if (!ended) timer = setTimeout(next, wait);
			});
	};
	next();
	// an answer that is awaited asks again by itself: one more would go on asking beside it
	const wake = () => {
		if (document.hidden || ended || asking) return;
		clearTimeout(timer);
		timer = setTimeout(next, 0);
	};
	document.addEventListener('visibilitychange', wake);
	return () => {
		ended = true;
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', wake);
	};
}

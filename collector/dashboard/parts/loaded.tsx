import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Loaded } from '../client.ts';

/** Loading, failed, or what was loaded, with the time it is of. */
export function Show<T>({
	state,
	children,
}: {
	readonly state: Loaded<T>;
	readonly children: (data: T, now: number) => ComponentChildren;
}) {
	const loading = state.status === 'loading';
	useFocusAfter(loading);
	const { data, at } = loading ? {} : state;
	return (
		<>
			{/* stays, empty: what changes in it is announced, what comes with it may not be */}
			<p class="state" role="status">
				{loading && 'Loading…'}
			</p>
			{state.status === 'failed' && (
				<p class="state error" role="alert">
					Could not load: {state.message}. Trying again.
				</p>
			)}
			{data !== undefined && at !== undefined && children(data, Math.floor(at / 1000))}
			{at !== undefined && <p class="updated">As of {new Date(at).toLocaleTimeString()}</p>}
		</>
	);
}

/** A link that narrows what is shown goes with what it stood in: the focus would start at the page's first link again. */
function useFocusAfter(loading: boolean): void {
	const before = useRef(loading);
	useEffect(() => {
		const isLost = document.activeElement === document.body;
		if (loading && !before.current && isLost) document.querySelector('h1')?.focus();
		before.current = loading;
	}, [loading]);
}

export const Empty = ({ children }: { readonly children: ComponentChildren }) => <p class="state">{children}</p>;

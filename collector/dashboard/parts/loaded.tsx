import type { ComponentChildren } from 'preact';
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

export const Empty = ({ children }: { readonly children: ComponentChildren }) => <p class="state">{children}</p>;

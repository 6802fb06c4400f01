export interface Tile {
	readonly label: string;
	readonly value: number | string;
	readonly tone?: 'good' | 'bad' | 'warn' | undefined;
}

/** The few figures that come first. */
export const Tiles = ({ tiles }: { readonly tiles: readonly Tile[] }) => (
	<dl class="tiles">
		{tiles.map(({ label, value, tone }) => (
			<div key={label} class={`tile ${tone ?? ''}`}>
				<dt>{label}</dt>
				<dd>{typeof value === 'number' ? value.toLocaleString() : value}</dd>
			</div>
		))}
	</dl>
);

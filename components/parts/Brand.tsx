import './Brand.css';

/** The name with its sign: a line that arrives. */
export function Brand() {
	return (
		<span class="brand">
			<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
				<path d="M1 9h4l2 4 4.500-9L14 9h3" />
			</svg>
			Linecheck
		</span>
	);
}

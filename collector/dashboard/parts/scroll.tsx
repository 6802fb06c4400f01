import type { ComponentChildren } from 'preact';

/** A box that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
	// biome-ignore lint/a11y/noNoninteractiveTabindex: see above
	<section class="scroll" tabIndex={0} aria-label={label}>
		{children}
	</section>
);

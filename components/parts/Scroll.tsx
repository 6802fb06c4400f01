import type { ComponentChildren } from 'preact';

/** A wide table on a narrow page: it scrolls by itself, by keyboard too. */
export function Scroll({ labelledby, children }: { labelledby: string; children: ComponentChildren }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
		<section class="scroll" aria-labelledby={labelledby} tabIndex={0}>
			{children}
		</section>
	);
}

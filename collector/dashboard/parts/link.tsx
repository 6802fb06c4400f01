import type { ComponentChildren } from 'preact';
import { go } from '../address.ts';

/** A link that the browser can also open elsewhere. */
export function Link({
	href,
	current,
	children,
}: {
	readonly href: string;
	readonly current?: boolean;
	readonly children: ComponentChildren;
}) {
	const follow = (event: MouseEvent) => {
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		go(href);
	};
	return (
		<a href={href} onClick={follow} {...(current && { 'aria-current': 'page' as const })}>
			{children}
		</a>
	);
}

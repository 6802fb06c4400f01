interface Props {
	/** Origin of a page that embeds a CCP and that Linecheck may not look into. */
	readonly origin: string;
	readonly onWatchPage: (origin: string) => void;
}

/** One click: the softphone on this page is watched from now on. */
export function WatchPage({ origin, onWatchPage }: Props) {
	return (
		<section class="watch-page row">
			<p>
				The softphone on <strong>{new URL(origin).host}</strong> is not watched.
			</p>
			<button type="button" class="button" onClick={() => onWatchPage(origin)}>
				Watch this page
			</button>
		</section>
	);
}

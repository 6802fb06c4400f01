import { useState } from 'preact/hooks';

interface Props {
	/** Origin of a page that embeds a CCP and that Linecheck may not look into. */
	readonly origin: string;
	/** Resolves with false where it is refused. */
	readonly onWatchPage: (origin: string) => Promise<boolean>;
}

/** One click: the softphone on this page is watched from now on. */
export function WatchPage({ origin, onWatchPage }: Props) {
	const [refused, setRefused] = useState(false);
	const ask = () => void onWatchPage(origin).then((allowed) => setRefused(!allowed));
	return (
		<section class="watch-page row">
			<p>
				The softphone on <strong>{new URL(origin).host}</strong> is not watched.
			</p>
			<button type="button" class="button" onClick={ask}>
				Watch this page
			</button>
			{refused && <p role="alert">The browser did not allow it. Ask IT to allow Linecheck on this site.</p>}
		</section>
	);
}

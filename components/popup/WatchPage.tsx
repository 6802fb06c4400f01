import { AskPermission } from './AskPermission.tsx';

interface Props {
	/** Origin of a page that embeds a CCP and that Linecheck may not look into. */
	readonly origin: string;
	/** Resolves with false where it is refused. */
	readonly onWatchPage: (origin: string) => Promise<boolean>;
}

/** One click: the softphone on this page is watched from now on. */
export function WatchPage({ origin, onWatchPage }: Props) {
	return (
		<AskPermission
			name="watch-page"
			button="Watch this page"
			refusal="The browser did not allow it. Ask IT to allow Linecheck on this site."
			onAsk={() => onWatchPage(origin)}
		>
			The softphone on <strong>{new URL(origin).host}</strong> is not watched.
		</AskPermission>
	);
}

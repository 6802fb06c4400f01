interface Props {
	/** Addresses of the settings that Linecheck may not ask yet. */
	readonly urls: readonly string[];
	readonly onPermit: (urls: readonly string[]) => void;
}

/** One click: the hosts of the organisation's own that the settings name are tested from now on. */
export function AskHosts({ urls, onPermit }: Props) {
	return (
		<section class="watch-page ask-hosts row">
			<p>
				Linecheck may not test <strong>{urls.map((url) => new URL(url).hostname).join(', ')}</strong> yet.
			</p>
			<button type="button" class="button" onClick={() => onPermit(urls)}>
				Allow
			</button>
		</section>
	);
}

import { AskPermission } from './AskPermission.tsx';

interface Props {
	/** Addresses of the settings that Linecheck may not ask yet. */
	readonly urls: readonly string[];
	/** Resolves with false where it is refused. */
	readonly onPermit: (urls: readonly string[]) => Promise<boolean>;
}

/** One click: the hosts of the organisation's own that the settings name are tested from now on. */
export function AskHosts({ urls, onPermit }: Props) {
	return (
		<AskPermission
			name="ask-hosts"
			button="Allow"
			refusal="The browser did not allow it: these hosts stay untested."
			onAsk={() => onPermit(urls)}
		>
			Linecheck may not test <strong>{urls.map((url) => new URL(url).hostname).join(', ')}</strong> yet.
		</AskPermission>
	);
}

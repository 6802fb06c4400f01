import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
	readonly name: 'watch-page' | 'ask-hosts';
	/** What the permission is missing for. */
	readonly children: ComponentChildren;
	readonly button: string;
	/** Said where it is refused. */
	readonly refusal: string;
	/** Resolves with false where it is refused. */
	readonly onAsk: () => Promise<boolean>;
}

/** One click, in which the browser asks the user for a host. */
export function AskPermission({ name, children, button, refusal, onAsk }: Props) {
	const [refused, setRefused] = useState(false);
	const ask = () => void onAsk().then((allowed) => setRefused(!allowed));
	return (
		<section class={`${name} row`}>
			<p>{children}</p>
			<button type="button" class="button" onClick={ask}>
				{button}
			</button>
			{refused && <p role="alert">{refusal}</p>}
		</section>
	);
}

import { useState } from 'preact/hooks';

/** Copies a text; says that it did. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
	const [said, say] = useState('');
	const copy = () =>
		navigator.clipboard.writeText(text).then(
			() => say('Copied'),
			() => say('The browser did not allow it'),
		);
	return (
		<span class="copy">
			<button type="button" onClick={copy}>
				{label}
			</button>
			<span role="status">{said}</span>
		</span>
	);
}

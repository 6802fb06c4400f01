import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';

/** Copies a text and says that it did; else shows it selected, to be copied by hand. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
	const [copied, set] = useState<boolean>();
	return (
		<span class="copy">
			<button type="button" onClick={() => copyText(text).then(set)}>
				{label}
			</button>
			<span role="status">
				{copied === true && 'Copied'}
				{copied === false && 'The browser did not allow it: press Ctrl+C (on a Mac ⌘C)'}
			</span>
			{copied === false && <Selected label={`${label}: text`} text={text} />}
		</span>
	);
}

function Selected({ text, label }: { readonly text: string; readonly label: string }) {
	const area = useRef<HTMLTextAreaElement>(null);
	useEffect(() => area.current?.select(), []);
	return <textarea ref={area} readOnly rows={text.split('\n').length} aria-label={label} value={text} />;
}

import { useEffect, useState } from 'preact/hooks';
import './CopyButton.css';

interface Props {
	readonly text: string;
	readonly label: string;
	readonly primary?: boolean;
	/** Resolves with false where the browser refuses the clipboard: the text is then shown, ready to be copied by hand. */
	readonly onCopy: (text: string) => Promise<boolean>;
}

const SHOWN_FOR_MS = 2500;

/** Copies a text and says so. */
export function CopyButton({ text, label, primary = false, onCopy }: Props) {
	const [result, setResult] = useState<'copied' | 'refused'>();
	useEffect(() => {
		if (result !== 'copied') return;
		const timer = setTimeout(() => setResult(undefined), SHOWN_FOR_MS);
		return () => clearTimeout(timer);
	}, [result]);
	const copy = async () => setResult((await onCopy(text)) ? 'copied' : 'refused');
	return (
		<>
			<button type="button" class={primary ? 'button primary' : 'button'} onClick={copy}>
				{result === 'copied' ? 'Copied' : label}
			</button>
			<span class="hidden" role="status">
				{result === 'copied' ? 'Copied to the clipboard' : ''}
			</span>
			{result === 'refused' && (
				<label class="by-hand">
					The browser does not let Linecheck copy. Select the text and copy it:
					<textarea readOnly rows={6} value={text} onFocus={(event) => event.currentTarget.select()} />
				</label>
			)}
		</>
	);
}

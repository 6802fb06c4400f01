import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface ConfirmProps {
	readonly question: string;
	/** What is done on yes. */
	readonly yes: string;
	readonly answer: (yes: boolean) => void;
	readonly children: ComponentChildren;
}

/** Asks before what cannot be undone. The browser keeps the focus inside, ends it by Escape, and gives the focus back. */
export function Confirm({ question, yes, answer, children }: ConfirmProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => dialog.current?.showModal(), []);
	return (
		<dialog
			ref={dialog}
			aria-labelledby={id}
			aria-describedby={`${id}-what`}
			onClose={(event) => answer(event.currentTarget.returnValue === 'yes')}
		>
			<h2 id={id}>{question}</h2>
			<p id={`${id}-what`}>{children}</p>
			{/* the first has the focus: Enter alone does no harm */}
			<button type="button" onClick={() => dialog.current?.close()}>
				Cancel
			</button>{' '}
			<button type="button" onClick={() => dialog.current?.close('yes')}>
				{yes}
			</button>
		</dialog>
	);
}

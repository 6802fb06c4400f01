import { useEffect, useRef } from 'preact/hooks';
import type { FormErrors } from '../model/profile-fields.ts';

/** What is wrong, at the top, each line leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: FormErrors }) {
	const own = useRef<HTMLElement>(null);
	const wrong = Object.entries(errors);
	useEffect(() => {
		if (Object.keys(errors).length > 0) own.current?.focus();
	}, [errors]);
	if (wrong.length === 0) return null;
	return (
		<section class="summary" ref={own} tabIndex={-1} aria-labelledby="summary">
			<h2 id="summary">{wrong.length === 1 ? 'One field needs you' : `${wrong.length} fields need you`}</h2>
			<ul>
				{wrong.map(([field, message]) => (
					<li key={field}>
						<a href={`#${field}`} onClick={(event) => lead(event, field)}>
							{message}
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}

/** Into the field itself: a fragment alone only scrolls. */
function lead(event: Event, field: string): void {
	event.preventDefault();
	document.getElementById(field)?.focus();
}

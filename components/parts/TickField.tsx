import { TICK } from '../model/profile-fields.ts';
import { Locked } from './Field.tsx';

interface Props {
	readonly name: string;
	readonly label: string;
	readonly hint?: string;
	readonly locked?: boolean | undefined;
	readonly value: string;
	readonly onInput: (value: string) => void;
}

export function TickField({ name, label, hint, locked = false, value, onInput }: Props) {
	const ids = [hint && `${name}-hint`, locked && `${name}-locked`].filter(Boolean).join(' ');
	return (
		<div class="tick">
			<input
				type="checkbox"
				id={name}
				name={name}
				checked={value === TICK}
				disabled={locked}
				aria-describedby={ids || undefined}
				onInput={(event) => onInput(event.currentTarget.checked ? TICK : '')}
			/>
			<div>
				<label for={name}>{label}</label>
				{hint && (
					<p class="hint" id={`${name}-hint`}>
						{hint}
					</p>
				)}
				{locked && <Locked name={name} />}
			</div>
		</div>
	);
}

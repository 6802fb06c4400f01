import type { ComponentChildren } from 'preact';
import type { Choice } from '../model/regions.ts';
import './Field.css';

interface Common {
	/** Also the element's id, so that an error summary can lead to it. */
	readonly name: string;
	readonly label: string;
	readonly hint?: string;
	readonly error?: string | undefined;
	/** Set by policy: shown, not to be changed. */
	readonly locked?: boolean | undefined;
	readonly value: string;
	readonly onInput: (value: string) => void;
}

export function TextField(props: Common & { readonly example?: string; readonly secret?: boolean }) {
	const input = {
		autocomplete: 'off',
		autocapitalize: 'none',
		spellcheck: false,
		...wiring(props),
		value: props.value,
		readOnly: props.locked === true,
		onInput: (event: { readonly currentTarget: HTMLInputElement }) => props.onInput(event.currentTarget.value),
	} as const;
	return (
		<Frame {...props}>{props.secret ? <input type="password" {...input} /> : <input type="text" {...input} />}</Frame>
	);
}

export function SelectField(props: Common & { readonly choices: readonly Choice[]; readonly empty?: string }) {
	return (
		<Frame {...props}>
			<select
				{...wiring(props)}
				value={props.value}
				disabled={props.locked === true}
				onInput={(event) => props.onInput(event.currentTarget.value)}
			>
				{props.empty !== undefined && <option value="">{props.empty}</option>}
				{props.choices.map(({ value, label }) => (
					<option key={value} value={value}>
						{label}
					</option>
				))}
			</select>
		</Frame>
	);
}

function wiring({ name, error, hint, locked }: Common) {
	const ids = [error && `${name}-error`, hint && `${name}-hint`, locked && `${name}-locked`].filter(Boolean);
	return {
		id: name,
		name,
		'aria-invalid': error ? ('true' as const) : undefined,
		'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
	};
}

function Frame({ name, label, hint, error, locked, children }: Common & { readonly children: ComponentChildren }) {
	return (
		<div class={error ? 'field wrong' : 'field'}>
			<label for={name}>{label}</label>
			{children}
			{error && (
				<p class="error" id={`${name}-error`}>
					<span aria-hidden="true">⚠ </span>
					{error}
				</p>
			)}
			{hint && (
				<p class="hint" id={`${name}-hint`}>
					{hint}
				</p>
			)}
			{locked && <Locked name={name} />}
		</div>
	);
}

export function Locked({ name }: { name: string }) {
	return (
		<p class="locked" id={`${name}-locked`}>
			<svg width="11" height="12" viewBox="0 0 11 12" aria-hidden="true">
				<path d="M2.500 5V3.500a3 3 0 0 1 6 0V5" fill="none" stroke="currentColor" stroke-width="1.5" />
				<rect x="1" y="5" width="9" height="6.500" rx="1.200" fill="currentColor" />
			</svg>{' '}
			Set by your organisation
		</p>
	);
}

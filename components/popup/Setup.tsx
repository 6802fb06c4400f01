import { useState } from 'preact/hooks';
import { CONNECT_REGIONS, INGENIUS_REGIONS, type Profile } from '../../core/profile.ts';
import { type Field, type FormErrors, type FormValues, TICK } from '../model/profile-fields.ts';
import { readForm } from '../model/profile-form.ts';
import { regionChoices } from '../model/regions.ts';
import { SelectField, TextField } from '../parts/Field.tsx';
import './Setup.css';

/** What open pages tell of the instance. */
export interface Suggestion {
	readonly alias?: string;
	readonly region?: string;
}

interface Props {
	readonly suggestion?: Suggestion | undefined;
	readonly onSave: (profile: Profile) => void;
	readonly onOpenOptions: () => void;
}

/** First run: which instance? Asks for the least that a check needs. What was typed stays when something is wrong. */
export function Setup({ suggestion, onSave, onOpenOptions }: Props) {
	const [typed, setTyped] = useState<FormValues>({});
	const [errors, setErrors] = useState<FormErrors>({});
	const values: FormValues = {
		'connect.alias': suggestion?.alias ?? '',
		'connect.region': suggestion?.region ?? '',
		...typed,
	};
	const set = (field: Field) => (value: string) =>
		setTyped({ ...typed, [field]: value, ...(field === 'ingenius.region' && { ingenius: value && TICK }) });
	const bind = (field: Field) => ({
		name: field,
		value: values[field] ?? '',
		error: errors[field],
		onInput: set(field),
	});
	const submit = (event: Event) => {
		event.preventDefault();
		const read = readForm(values);
		if ('profile' in read) return onSave(read.profile);
		setErrors(read.errors);
		const first = Object.keys(read.errors)[0];
		if (first) document.getElementById(first)?.focus();
	};
	return (
		<form class="setup" noValidate onSubmit={submit}>
			<TextField {...bind('connect.alias')} label="Instance alias" hint="acme, if your CCP is at acme.my.connect.aws" />
			<SelectField
				{...bind('connect.region')}
				label="Region"
				empty="Choose…"
				choices={regionChoices(CONNECT_REGIONS)}
			/>
			<SelectField
				{...bind('ingenius.region')}
				label="InGenius (optional)"
				empty="Not used"
				choices={regionChoices(INGENIUS_REGIONS)}
			/>
			<div class="row">
				<button type="submit" class="button primary">
					Save and check
				</button>
				<button type="button" class="button link" onClick={() => onOpenOptions()}>
					All settings
				</button>
			</div>
		</form>
	);
}

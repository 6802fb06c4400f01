import { useState } from 'preact/hooks';
import type { Suggestion } from '../../core/incident/learn.ts';
import { CONNECT_REGIONS, INGENIUS_REGIONS, type Profile } from '../../core/profile.ts';
import { type Field, type FormErrors, type FormValues, TICK } from '../model/profile-fields.ts';
import { readForm } from '../model/profile-form.ts';
import { regionChoices } from '../model/regions.ts';
import { SelectField, TextField } from '../parts/Field.tsx';
import './Setup.css';

interface Props {
	readonly suggestion?: Suggestion | undefined;
	readonly onSave: (profile: Profile) => void;
	readonly onOpenOptions: () => void;
}

/** First run: which instance? Asks for the least that a check needs. What was typed stays when something is wrong. */
export function Setup({ suggestion, onSave, onOpenOptions }: Props) {
	const [typed, setTyped] = useState<FormValues>({});
	const [errors, setErrors] = useState<FormErrors>({});
	const values: FormValues = { ...suggested(suggestion), ...typed };
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
			{suggestion?.alias && <p class="muted">Filled in from your open CCP: look it over and save.</p>}
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

function suggested({ alias, domain, region, ingeniusRegion }: Suggestion = {}): FormValues {
	return {
		...(alias && { 'connect.alias': domain ? `${alias}.${domain}` : alias }),
		...(region && { 'connect.region': region }),
		...(ingeniusRegion && { ingenius: TICK, 'ingenius.region': ingeniusRegion }),
	};
}

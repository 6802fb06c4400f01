import { useState } from 'preact/hooks';
import type { Profile } from '../../core/profile.ts';
import type { Settings } from '../../core/settings.ts';
import { type Field, type FormErrors, type FormValues, formOf } from '../model/profile-fields.ts';
import { errorsAt, readForm, readProfileFile } from '../model/profile-form.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { ConnectFields } from './ConnectFields.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FileButtons } from './FileButtons.tsx';
import { IngeniusFields } from './IngeniusFields.tsx';
import { PolicyProblems } from './PolicyProblems.tsx';
import './OptionsPage.css';

export interface OptionsActions {
	/** Rejects with a message for the user where the settings cannot be kept. */
	readonly onSave: (profile: Profile) => Promise<void>;
	readonly onDownload: (name: string, text: string) => void;
}

export interface OptionsPageProps {
	readonly settings: Settings;
	readonly actions: OptionsActions;
}

/** How each field is bound to the form. */
export type Bind = (field: Field) => {
	readonly name: string;
	readonly value: string;
	readonly error: string | undefined;
	readonly locked: boolean;
	readonly onInput: (value: string) => void;
};

const FILE_NAME = 'linecheck-settings.json';

/** The whole profile, field by field. What was typed stays until it is saved, whatever goes wrong. */
export function OptionsPage({ settings, actions }: OptionsPageProps) {
	const [typed, setTyped] = useState<FormValues>({});
	const [refused, setRefused] = useState<FormErrors>();
	const [said, setSaid] = useState('');
	const values = withLocks(settings, typed);
	const errors = refused ?? errorsAt(settings.problems);
	const bind: Bind = (field) => ({
		name: field,
		value: values[field] ?? '',
		error: errors[field],
		locked: isLocked(settings, field),
		onInput: (value) => {
			setTyped({ ...typed, [field]: value });
			setSaid('Not saved yet');
		},
	});
	const save = async (event: Event) => {
		event.preventDefault();
		const read = readForm(values);
		if ('errors' in read) {
			setRefused(read.errors);
			return setSaid('Not saved: see the fields marked above');
		}
		setRefused({});
		const problem = await actions.onSave(read.profile).then(() => undefined, String);
		if (problem === undefined) setTyped({});
		setSaid(problem === undefined ? 'Saved' : `Not saved: ${problem}`);
	};
	const take = (text: string, name: string) => {
		const read = readProfileFile(text);
		if ('error' in read) return setSaid(`Nothing changed. ${read.error}`);
		setTyped(formOf(read.profile));
		setRefused({});
		setSaid(`Read from ${name}. Look it over, then save.`);
	};
	return (
		<>
			<PageHeader title="Settings" />
			<main class="page options">
				<h1>What you use</h1>
				<PolicyProblems problems={settings.problems} />
				<form noValidate onSubmit={save}>
					<ErrorSummary errors={refused ?? {}} />
					<ConnectFields bind={bind} values={values} />
					<IngeniusFields bind={bind} values={values} />
					<div class="save row">
						<button type="submit" class="button primary">
							Save
						</button>
						<span role="status">{said}</span>
					</div>
				</form>
				<FileButtons
					text={settings.profile && JSON.stringify(settings.profile, null, '\t')}
					onExport={(text) => actions.onDownload(FILE_NAME, text)}
					onImport={take}
				/>
			</main>
		</>
	);
}

/** A section is locked as a whole where policy sets any field of it. */
function isLocked({ locked }: Settings, field: Field): boolean {
	return locked.some((path) => path === field || path.startsWith(`${field}.`));
}

function withLocks(settings: Settings, typed: FormValues): FormValues {
	const stored = formOf(settings.profile ?? settings.unfinished);
	const own = Object.entries(typed).filter(([field]) => !isLocked(settings, field as Field));
	return { ...stored, ...Object.fromEntries(own) };
}

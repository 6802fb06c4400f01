import { useState } from 'preact/hooks';
import type { Profile } from '../../core/profile.ts';
import type { Settings } from '../../core/settings.ts';
import type { TelemetryInput } from '../../core/telemetry/config.ts';
import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { type Field, type FormErrors, type FormValues, formOf } from '../model/profile-fields.ts';
import { errorsAt, readForm } from '../model/profile-form.ts';
import { readSettingsFile, type SettingsFile, settingsFile } from '../model/settings-file.ts';
import { readTelemetry } from '../model/telemetry-form.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { ConnectFields } from './ConnectFields.tsx';
import { DataFields } from './DataFields.tsx';
import { type DataActions, DataState } from './DataState.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FileButtons } from './FileButtons.tsx';
import { IngeniusFields } from './IngeniusFields.tsx';
import { NetworkFields } from './NetworkFields.tsx';
import { PolicyProblems } from './PolicyProblems.tsx';
import './OptionsPage.css';

export interface OptionsActions extends DataActions {
	/**
	 * Called in the click itself, so that the browser may be asked for the user's consent. Rejects with a message for the
	 * user where the settings cannot be kept. `telemetry`: what the user set of it; null: nothing.
	 */
	readonly onSave: (profile: Profile, telemetry: TelemetryInput | null) => Promise<void>;
	readonly onDownload: (name: string, text: string) => void;
}

export interface OptionsPageProps {
	readonly settings: Settings;
	readonly telemetry: TelemetryStatus;
	/** ms since the epoch. */
	readonly now: number;
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

/** All settings, field by field. What was typed stays until it is saved, whatever goes wrong. */
export function OptionsPage({ settings, telemetry, now, actions }: OptionsPageProps) {
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
			// Autofill changes several fields at once.
			setTyped((before) => ({ ...before, [field]: value }));
			setSaid('Not saved yet');
		},
	});
	const save = async (event: Event) => {
		event.preventDefault();
		const read = readAll(settings, values);
		if ('errors' in read) {
			setRefused(read.errors);
			return setSaid('Not saved: see the fields marked above');
		}
		setRefused({});
		const problem = await actions.onSave(read.profile, read.telemetry).then(() => undefined, String);
		if (problem === undefined) setTyped({});
		setSaid(problem === undefined ? 'Saved' : `Not saved: ${problem}`);
	};
	const take = (text: string, name: string) => {
		const read = readSettingsFile(text);
		if ('error' in read) return setSaid(`Nothing changed. ${read.error}`);
		setTyped(importedValues(read.settings));
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
					<NetworkFields bind={bind} />
					<DataFields bind={bind} values={values} telemetry={settings.telemetry} />
					<div class="save row">
						<button type="submit" class="button primary">
							Save
						</button>
						<span role="status">{said}</span>
					</div>
				</form>
				<DataState
					telemetry={telemetry}
					byPolicy={isLocked(settings, 'telemetry.endpoint')}
					now={now}
					actions={actions}
				/>
				<FileButtons
					text={settingsFile(settings)}
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

/** What is in the form, or what is wrong with it. */
function readAll(settings: Settings, values: FormValues) {
	const profile = readForm(values);
	const telemetry = readTelemetry(values, (field) => isLocked(settings, field));
	const errors = { ...('errors' in profile && profile.errors), ...('errors' in telemetry && telemetry.errors) };
	if ('errors' in profile || 'errors' in telemetry) return { errors };
	return { profile: profile.profile, telemetry: telemetry.telemetry };
}

/** A file without telemetry leaves it as it is; with it, the token of another endpoint is not for this one. */
function importedValues(file: SettingsFile): FormValues {
	const values = { ...formOf(file), 'telemetry.token': '' };
	if (file.telemetry) return values;
	return Object.fromEntries(Object.entries(values).filter(([field]) => !field.startsWith('telemetry.')));
}

function withLocks(settings: Settings, typed: FormValues): FormValues {
	const { profile, telemetry, unfinished = {} } = settings;
	const stored = formOf({ ...unfinished, ...profile, ...(telemetry && { telemetry }) });
	const own = Object.entries(typed).filter(([field]) => !isLocked(settings, field as Field));
	// The organisation's token is not for the page.
	const hidden = isLocked(settings, 'telemetry.token') ? { 'telemetry.token': '' } : {};
	return { ...stored, ...Object.fromEntries(own), ...hidden };
}

import type { Telemetry } from '../../core/telemetry/config.ts';
import type { FormValues } from '../model/profile-fields.ts';
import type { Choice } from '../model/regions.ts';
import { contents, SWITCHES } from '../model/telemetry-groups.ts';
import { SelectField, TextField } from '../parts/Field.tsx';
import { TickField } from '../parts/TickField.tsx';
import type { Bind } from './OptionsPage.tsx';

const INTERVALS = ['0', '5', '15', '30', '60'];

interface Props {
	readonly bind: Bind;
	readonly values: FormValues;
	/** As it holds now: what policy alone can set is shown too. */
	readonly telemetry: Telemetry | undefined;
}

/** Where results go, and what goes with them. */
export function DataFields({ bind, values, telemetry }: Props) {
	const interval = values['telemetry.intervalMinutes'] ?? '0';
	return (
		<fieldset>
			<legend>Data</legend>
			<p>
				Linecheck sends nothing by itself. Name an endpoint of your organisation, and it sends there what its checks
				find, as OpenTelemetry logs: each check with all its verdicts and failure codes, your version of Linecheck, and
				a random id of this install.
			</p>
			<TextField
				{...bind('telemetry.endpoint')}
				label="Telemetry endpoint"
				hint="https://… of your organisation's collector; leave empty to send nothing"
			/>
			<TextField {...bind('telemetry.token')} secret label="Token" hint="As the collector's owner gave it to you" />
			<fieldset class="nested">
				<legend>Also sent</legend>
				{SWITCHES.map(([group, label]) => (
					<TickField key={group} {...bind(`telemetry.${group}`)} label={label} hint={contents(group)} />
				))}
				{telemetry?.site && <p>The name of your site, {telemetry.site}: set by your organisation.</p>}
				{telemetry?.names && telemetry.agentName && <p>Your name, {telemetry.agentName}: set by your organisation.</p>}
			</fieldset>
			<SelectField
				{...bind('telemetry.intervalMinutes')}
				label="Check by itself"
				hint="Only where an endpoint is set, and never during a call"
				choices={[...new Set([...INTERVALS, interval])].map(choiceOf)}
			/>
		</fieldset>
	);
}

function choiceOf(value: string): Choice {
	return { value, label: value === '0' ? 'Never' : `Every ${value} minutes` };
}

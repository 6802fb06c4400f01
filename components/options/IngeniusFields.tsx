import { INGENIUS_REGIONS } from '../../core/profile.ts';
import { type FormValues, TICK } from '../model/profile-fields.ts';
import { regionChoices } from '../model/regions.ts';
import { SelectField, TextField } from '../parts/Field.tsx';
import { TickField } from '../parts/TickField.tsx';
import type { Bind } from './OptionsPage.tsx';

const REGIONS = regionChoices(INGENIUS_REGIONS);

interface Props {
	readonly bind: Bind;
	readonly values: FormValues;
}

export function IngeniusFields({ bind, values }: Props) {
	return (
		<fieldset>
			<legend>InGenius</legend>
			<TickField {...bind('ingenius')} label="We use InGenius" />
			{values.ingenius === TICK && (
				<div class="nested">
					<SelectField {...bind('ingenius.region')} label="InGenius region" empty="Choose…" choices={REGIONS} />
					<TextField
						{...bind('ingenius.authPrefix')}
						label="Sign-in prefix"
						hint="The first part of the sign-in address; ingenius, if left empty"
					/>
					<TextField
						{...bind('ingenius.gateway')}
						label="Gateway address"
						hint="https://… of your own InGenius Gateway; leave empty if there is none"
					/>
				</div>
			)}
		</fieldset>
	);
}

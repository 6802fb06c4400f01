import { CONNECT_REGIONS } from '../../core/profile.ts';
import { type FormValues, TICK } from '../model/profile-fields.ts';
import { type Choice, regionChoices } from '../model/regions.ts';
import { SelectField, TextField } from '../parts/Field.tsx';
import { TickField } from '../parts/TickField.tsx';
import type { Bind } from './OptionsPage.tsx';

const REGIONS = regionChoices(CONNECT_REGIONS);

const DOMAINS: readonly Choice[] = [
	{ value: 'my.connect.aws', label: 'my.connect.aws' },
	{ value: 'awsapps.com', label: 'awsapps.com (old)' },
	{ value: 'govcloud.connect.aws', label: 'govcloud.connect.aws' },
];

const SIGN_INS: readonly Choice[] = [
	{ value: 'saml', label: 'SAML: through our identity provider' },
	{ value: 'non-saml', label: 'With a user name and password of Amazon Connect' },
];

const CCPS: readonly Choice[] = [
	{ value: 'v2', label: 'CCP v2 (current)' },
	{ value: 'v1', label: 'CCP v1' },
	{ value: 'both', label: 'Both' },
];

interface Props {
	readonly bind: Bind;
	readonly values: FormValues;
}

export function ConnectFields({ bind, values }: Props) {
	return (
		<>
			<fieldset>
				<legend>Amazon Connect</legend>
				<TextField
					{...bind('connect.alias')}
					label="Instance alias"
					hint="acme, if your CCP is at acme.my.connect.aws; the whole address does as well"
				/>
				<SelectField {...bind('connect.region')} label="Region" empty="Choose…" choices={REGIONS} />
				<SelectField
					{...bind('connect.domain')}
					label="Domain"
					hint="The end of your CCP's address"
					empty="As usual in the region"
					choices={DOMAINS}
				/>
				<SelectField {...bind('connect.signIn')} label="Sign-in" choices={SIGN_INS} />
				<SelectField {...bind('connect.ccp')} label="CCP version" choices={CCPS} />
				<TickField
					{...bind('connect.mediaLess')}
					label="Media-less CCP"
					hint="Audio runs elsewhere, for example in a VDI's local softphone: UDP 3478 is then not needed here"
				/>
			</fieldset>
			<fieldset>
				<legend>What else you use</legend>
				<TextField
					{...bind('connect.bucket')}
					label="S3 bucket for attachments"
					hint="Leave empty if you send and receive none"
				/>
				<TickField {...bind('connect.scheduling')} label="Scheduling uploads" />
				<TickField {...bind('connect.video')} label="Video calls" />
				<TickField {...bind('connect.globalResiliency')} label="Global Resiliency" />
				{values['connect.globalResiliency'] === TICK && (
					<div class="nested">
						<TextField
							{...bind('connect.globalResiliency.instanceId')}
							label="Instance id"
							hint="Of the source instance"
						/>
						<SelectField
							{...bind('connect.globalResiliency.sourceRegion')}
							label="Source region"
							empty="Choose…"
							choices={REGIONS}
						/>
					</div>
				)}
			</fieldset>
		</>
	);
}

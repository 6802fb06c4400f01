import { TextField } from '../parts/Field.tsx';
import type { Bind } from './OptionsPage.tsx';

export function NetworkFields({ bind }: { readonly bind: Bind }) {
	return (
		<fieldset>
			<legend>Your network</legend>
			<TextField
				{...bind('network.neutralUrl')}
				label="Neutral address"
				hint="http://… that answers 204 and never redirects: tells a sign-in page of the network from a block; leave empty if there is none"
			/>
		</fieldset>
	);
}

/** An allowlist that is no firewall's: of the instance, of Salesforce. */
export interface OtherAllowlist {
	readonly id: 'connect.approved-origins' | 'salesforce.cors' | 'salesforce.permissions-policy';
	readonly what: string;
	/** What shows that it lacks something. */
	readonly observable: string;
}

export const OTHER_ALLOWLISTS: readonly OtherAllowlist[] = [
	{
		id: 'connect.approved-origins',
		what: 'Every domain that embeds the CCP must be an approved origin of the instance (console, instance, Application integration, Add origin). For Salesforce both the My Domain URL and the Visualforce URL.',
		observable:
			'The CCP frame is refused: X-Frame-Options or Content-Security-Policy frame-ancestors of the frame’s response does not admit the embedding origin; no "acknowledge" message within 5 s.',
	},
	{
		id: 'salesforce.cors',
		what: 'https://app.{ingenius-region}.ingenius.com must be in the Salesforce CORS allowlist.',
		observable:
			'A cross-origin request from that origin to a Salesforce host fails or is answered without Access-Control-Allow-Origin.',
	},
	{
		id: 'salesforce.permissions-policy',
		what: 'Salesforce Session Settings, Browser Feature Permissions: Microphone "Trusted URLs Only" denies the microphone to the CCP frame unless its URL is a Trusted URL.',
		observable: 'The microphone is denied in the frame; Permissions-Policy response header of the page.',
	},
];

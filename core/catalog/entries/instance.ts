import { HTTPS } from '../ports.ts';
import type { CatalogEntry } from '../types.ts';

/** The instance itself: the pages and the API of the CCP. */
export const instanceEntries: readonly CatalogEntry[] = [
	{
		id: 'connect.instance.my-connect',
		product: 'amazon-connect',
		status: 'required',
		label: 'Instance (my.connect.aws)',
		group: 'instance',
		breaks: 'calls',
		when: { domain: 'my.connect.aws' },
		patterns: ['{alias}.my.connect.aws/ccp-v2', '{alias}.my.connect.aws/api', '{alias}.my.connect.aws/auth/authorize'],
		ports: [HTTPS],
		probe: [
			'https://{alias}.my.connect.aws/ccp-v2',
			'https://{alias}.my.connect.aws/api',
			'https://{alias}.my.connect.aws/auth/authorize',
		],
		note: 'a path-level proxy rule can allow one path and block another: probe each. In ca-central-1 the static files live here too: see connect.static.ca-central-1.',
		source: ['guide2025', 'module36'],
	},
	{
		id: 'connect.instance.awsapps',
		product: 'amazon-connect',
		status: 'required',
		label: 'Instance (awsapps.com)',
		group: 'instance',
		breaks: 'calls',
		when: { domain: 'awsapps.com' },
		patterns: [
			'{alias}.awsapps.com/connect/ccp-v2',
			'{alias}.awsapps.com/connect/api',
			'{alias}.awsapps.com/connect/auth/authorize',
		],
		ports: [HTTPS],
		probe: [
			'https://{alias}.awsapps.com/connect/ccp-v2',
			'https://{alias}.awsapps.com/connect/api',
			'https://{alias}.awsapps.com/connect/auth/authorize',
		],
		note: 'old domain, going away; do not remove it yet. Proxies: web-socket handling may impact it.',
		source: ['guide2025', 'module36'],
	},
	{
		id: 'connect.instance.govcloud',
		product: 'amazon-connect',
		status: 'required',
		label: 'Instance (GovCloud)',
		group: 'instance',
		breaks: 'calls',
		when: { domain: 'govcloud.connect.aws' },
		patterns: ['{alias}.govcloud.connect.aws'],
		ports: [HTTPS],
		probe: ['https://{alias}.govcloud.connect.aws/ccp-v2'],
		note: 'region us-gov-west-1 implies this domain, and this domain that region; any other pair is refused.',
		source: ['gov'],
	},
];

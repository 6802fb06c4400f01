import type { PageHost } from './types.ts';

/** Where the CCP's pages live, as match patterns of the manifest. */
export const CCP_PAGES: readonly string[] = [
	'https://*.my.connect.aws/ccp-v2*',
	'https://*.my.connect.aws/agent-app-v2*',
	'https://*.awsapps.com/connect/ccp*',
	'https://*.awsapps.com/connect/agent-app*',
	'https://*.govcloud.connect.aws/*',
];

/** Pages that embed a CCP, as far as they are known by host. */
export const EMBEDDING_PAGES: readonly string[] = [
	'https://*.lightning.force.com/*',
	'https://*.my.salesforce.com/*',
	'https://*.vf.force.com/*',
	'https://*.visualforce.com/*',
	'https://*.visual.force.com/*',
	'https://*.ingenius.com/*',
];

const CCP_ORIGIN = /^https:\/\/[a-z0-9-]+\.(?:my\.connect\.aws|awsapps\.com|govcloud\.connect\.aws)$/;
const CCP_PATH: readonly (readonly [suffix: string, path: RegExp])[] = [
	['.my.connect.aws', /^\/(?:ccp-v2|agent-app-v2)/],
	['.awsapps.com', /^\/connect\/(?:ccp|agent-app)/],
	['.govcloud.connect.aws', /^\/(?:ccp|agent-app|connect\/(?:ccp|agent-app))/],
];
const SALESFORCE = /\.(?:lightning\.force|my\.salesforce|vf\.force|visualforce|visual\.force)\.com$/;
const INGENIUS = /(?:^|\.)ingenius\.com$/;

/** Only a CCP's own origin is listened to: the browser vouches for the sender of a message. */
export const isCcpOrigin = (origin: string) => CCP_ORIGIN.test(origin);

/** The softphone's page itself, not the instance's other pages. */
export function isCcpPage({ hostname, pathname }: Pick<URL, 'hostname' | 'pathname'>): boolean {
	return CCP_PATH.some(([suffix, path]) => hostname.endsWith(suffix) && path.test(pathname));
}

export function pageHost(hostname: string): PageHost {
	if (SALESFORCE.test(hostname)) return 'salesforce';
	if (INGENIUS.test(hostname)) return 'ingenius';
	return isCcpOrigin(`https://${hostname}`) ? 'ccp' : 'other';
}

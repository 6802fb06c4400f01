import type { Browser, BrowserName, Fault, Lab, LaunchOptions } from '../../lab/index.ts';
import { extensionDir, launchBrowser } from '../../lab/index.ts';
import { parseScenario } from '../../lab/scenario/load.ts';
import { siteOf } from '../../lab/scenario/site.ts';
import { SITE } from '../../lab/testing/site.ts';

const AGENT = parseScenario('the agent of these tests', {
	name: 'agent',
	profile: SITE.profile,
	learned: SITE.learned,
	page: { host: 'ccp', call: false },
	expect: {},
});
/** An agent in us-east-1 with InGenius, and one host of the wildcards learned. */
export const { profile: PROFILE, learned: LEARNED } = AGENT;

/** The agent's CCP as the lab serves it. */
export const CCP = 'https://acme.my.connect.aws/ccp-v2';
/** Serves the agent's hosts, and the CCP's page as a signed-in agent sees it. */
export const CCP_SITE = siteOf(AGENT);

/** Nothing leaves the office, names still resolve. */
export const ALL_DROPPED: readonly Fault[] = [
	{ fault: 'tcp-drop', host: '*' },
	{ fault: 'udp-drop', host: '*' },
];
export const UDP_DROPPED: readonly Fault[] = [{ fault: 'udp-drop', host: '*', port: 3478 }];

/** A browser in the lab's office with the built extension, for `options` or else as every agent has it. */
export function launchAgent(name: BrowserName, lab: Lab, options: LaunchOptions = {}): Promise<Browser> {
	return launchBrowser(name, {
		extensionDir: extensionDir(name),
		netns: lab.netns,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
		...options,
	});
}

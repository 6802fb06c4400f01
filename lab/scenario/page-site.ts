import { randomBytes } from 'node:crypto';
import { plan } from '../../core/plan/plan.ts';
import type { Profile } from '../../core/profile.ts';
import { TURN_CREDENTIALS } from '../net/turn.ts';
import type { PageScenario, PageSite } from '../servers/page-config.ts';

const SALESFORCE = {
	top: 'acme.lightning.force.com',
	frame: 'acme--c.vf.force.com',
	api: 'acme.my.salesforce.com',
} as const;

/** A CRM that no host permission names. */
const OTHER = 'crm.example.net';

const draw = () => randomBytes(5).toString('hex');

/** The address of the page that the agent has open. */
export function addressOf({ scenario, ccp }: PageSite, profile: Profile): string {
	if (scenario.host === 'salesforce') return `https://${SALESFORCE.top}/lightning/page/home`;
	if (scenario.host === 'ingenius')
		return `https://app.${profile.ingenius?.region ?? 'us-west-2'}.ingenius.com/connector`;
	return scenario.host === 'other' ? `https://${OTHER}/connector` : `https://${ccp}`;
}

/** Hosts beside the profile's own that the page is made of. */
export function hostsOfPage({ scenario, transport, files }: PageSite, profile: Profile): readonly string[] {
	const ingenius = `app.${profile.ingenius?.region ?? 'us-west-2'}.ingenius.com`;
	const embedding = { ccp: [], salesforce: [SALESFORCE.top, SALESFORCE.frame], ingenius: [ingenius], other: [OTHER] }[
		scenario.host
	];
	return [...embedding, ...(scenario.cors ? [SALESFORCE.api] : []), transport, ...files];
}

/** Embedding hosts: no entry of the allowlist, yet open in every office whose agents work in them. */
export const EMBEDDING: readonly string[] = [...Object.values(SALESFORCE), OTHER];

/** The page of a scenario, with transport, telemetry and bucket hosts drawn anew: nobody can know them beforehand. */
export function pageSiteOf(scenario: PageScenario, profile: Profile): PageSite {
	const { alias = 'acme', region = 'us-east-1', domain = 'my.connect.aws' } = profile.connect ?? {};
	const path = domain === 'awsapps.com' ? '/connect/ccp-v2' : '/ccp-v2';
	const turn = plan(profile).targets.filter(({ kind, origin }) => kind === 'turn' && origin === 'published');
	const { username, credential } = TURN_CREDENTIALS;
	return {
		scenario,
		ccp: `${alias}.${domain}${path}`,
		transport: `${draw()}.transport.connect.${region}.amazonaws.com`,
		files: [`${draw()}.telemetry.connect.${region}.amazonaws.com`, `${draw()}.s3.${region}.amazonaws.com`],
		// As the CCP really receives it: lower case, a trailing dot.
		turn: [scenario.turn ?? turn[0]?.host].map((host) => `turn:${host}.:3478?transport=udp`),
		...(profile.ingenius?.gateway && { gateway: profile.ingenius.gateway }),
		username,
		credential,
		token: draw(),
	};
}

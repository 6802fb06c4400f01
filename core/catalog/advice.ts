import type { FindingId } from '../ids.ts';
import type { When } from './types.ts';

/** Where advice is shown. */
export type AdvicePlace =
	| 'allowlist'
	| 'ip-ranges'
	| 'media'
	| 'proxy'
	| 'vdi'
	| 'remote'
	| 'reroute'
	| 'region'
	| 'call';

export interface Advice {
	readonly id: string;
	readonly place: AdvicePlace;
	/** Findings beside which it belongs; none: it stands with its place alone. */
	readonly findings?: readonly FindingId[];
	readonly when?: When;
	readonly text: string;
}

/** What the documents advise beside the allowlist itself, and where each piece applies. */
export const ADVICE: readonly Advice[] = [
	{
		id: 'test-200-calls',
		place: 'allowlist',
		text: 'Test the domain allowlist with more than 200 calls: softphone errors, dropped calls, conference and transfer. Above 2 percent errors there may be a proxy resolution problem: consider allowing IP ranges.',
	},
	{
		id: 'fixed-names',
		place: 'allowlist',
		text: 'The host names cannot be changed or customised for one customer: whoever cannot allow them uses IP ranges.',
	},
	{
		id: 'no-inbound',
		place: 'allowlist',
		text: 'No inbound port has to be opened; signalling is TLS, media is SRTP.',
	},
	{
		id: 'certificate-cache',
		place: 'proxy',
		findings: ['tls-untrusted', 'tls-inspected', 'proxy-denied', 'block-page'],
		text: 'Behind a proxy or an inspecting firewall, the certificate cache must outlast a whole shift: 8 hours and the breaks.',
	},
	{
		id: 'nearest-region',
		place: 'region',
		findings: ['degraded'],
		text: 'Use the region closest to the agents and to the callers and transfer targets; where the region is forced, the path with the fewest hops. Several instances for several places; no circular transfers.',
	},
	{
		id: 'vdi',
		place: 'vdi',
		text: 'VDI: as few hops and as little delay as possible from the agent to the VDI host, the host on the agents’ network segment with the lowest round trip to the WebRTC and EC2 endpoints, dedicated resources, a proof of concept of its own; otherwise a media-less CCP with a local softphone, or audio rerouted to an E.164 number.',
	},
	{
		id: 'remote-agents',
		place: 'remote',
		findings: ['degraded', 'loss', 'turn-unanswered.all'],
		text: 'Remote agents: loss and delay at home and in the VPN count. Linecheck’s own advice: let UDP 3478 leave outside the VPN (split tunnel).',
	},
	{
		id: 'reroute-audio',
		place: 'reroute',
		findings: ['turn-unanswered.all', 'turn-not-resolved', 'webrtc-udp-disabled'],
		text: 'Rerouted audio: the place of the telephone adds delay, and an unanswered telephone puts the agent into a missed-contact state until it is changed back.',
	},
	{
		id: 'direct-connect',
		place: 'region',
		findings: ['degraded'],
		text: 'AWS Direct Connect helps between the edge router and AWS, never inside the private network.',
	},
	{
		id: 'media-less',
		place: 'media',
		when: { mediaLess: true },
		text: 'A media-less CCP needs no UDP 3478, but still needs TCP 443 to EC2 and CloudFront.',
	},
	{
		id: 'turn-names',
		place: 'media',
		findings: ['turn-not-resolved'],
		text: 'If the TURN host name does not resolve (nslookup), allow TurnNlb-*.elb.{region}.amazonaws.com; that is not needed where the IP ranges are allowed and DNS is unrestricted.',
	},
	{
		id: 'never-reload',
		place: 'call',
		text: 'After the CCP window is closed during a call its audio cannot be re-established by signing in again: no reload, sign-out or closing during a connected call.',
	},
	{
		id: 'endpoints-chosen-anew',
		place: 'allowlist',
		text: 'Endpoints are chosen anew at the next sign-in.',
	},
	{
		id: 'new-ranges',
		place: 'ip-ranges',
		text: 'New ranges are published at least 30 days before use and then ramp up over two weeks: allow each one within 30 days of the creation date of the first ip-ranges.json that holds it.',
	},
	{
		id: 'ingenius-by-ip',
		place: 'ip-ranges',
		when: { ingenius: true },
		text: 'InGenius by IP: query ServiceKey AMAZON for its region (AWS Tools for PowerShell) and subscribe to change notifications.',
	},
];

/** The advice that belongs beside a finding. */
export function adviceFor(finding: FindingId): readonly Advice[] {
	return ADVICE.filter(({ findings }) => findings?.includes(finding));
}

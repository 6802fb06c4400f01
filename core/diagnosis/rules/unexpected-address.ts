import ipaddr from 'ipaddr.js';
import { contains, createdAt, NOTICE_MS } from '../../catalog/ip-ranges.ts';
import { canAccuse, type Facts } from '../facts.ts';
import type { Observation } from '../observe.ts';
import { suspicionOf } from '../suspicion.ts';
import type { Rule } from './types.ts';

/** No public service lives there. */
const LOCAL = ['unspecified', 'loopback', 'private', 'linkLocal', 'uniqueLocal', 'broadcast'];
/** Names whose addresses are all in Amazon's published ranges. */
const AMAZON = /\.(amazonaws\.com|cloudfront\.net|connect\.aws|awsapps\.com|ingenius\.com|amazoncognito\.com)$/;

const addressOf = ({ attempts }: Observation) =>
	attempts.map(({ outcome }) => outcome.ip).find((ip) => ip !== undefined);

function isForeign(ip: string, { target, attempts }: Observation, { ranges }: Facts): boolean {
	const range = ipaddr.isValid(ip) ? ipaddr.process(ip).range() : undefined;
	if (range !== undefined && LOCAL.includes(range)) return true;
	// Clients like Zscaler's hand 100.64/10 or 198.18/15 out for hosts that work, and so does NAT64 with 64:ff9b::/96.
	if (range !== 'unicast') return false;
	// A copy that is older may lack what is in use by now.
	const current = ranges !== undefined && (attempts[0]?.at ?? 0) - createdAt(ranges) < NOTICE_MS;
	return current && AMAZON.test(target.host) && !contains(ranges.prefixes, ip);
}

/** Refused, or silent for so long that it is no loss. */
function isShut(seen: Observation, facts: Facts): boolean {
	return seen.refusals.length > 0 || suspicionOf(seen, facts)?.proven === true;
}

/** The name leads to an address that cannot be the service, and nothing good comes from there: a sinkhole. */
export const unexpectedAddress: Rule = {
	id: 'unexpected-address',
	needs: ['https'],
	explain: (facts, open) => {
		const answering = facts.tried.filter(({ answers }) => answers.length > 0).map(addressOf);
		return open.flatMap((seen) => {
			const detail = addressOf(seen);
			const failed = seen.answers.length === 0 && !seen.attempts.some(({ outcome }) => outcome.viaProxy);
			const isPublic = canAccuse(seen, facts.plan) && !seen.target.entries.includes('ingenius.gateway');
			// What others answer from is a proxy's address.
			if (!facts.online || !failed || !isPublic || detail === undefined || answering.includes(detail)) return [];
			if (!isForeign(detail, seen, facts) || !isShut(seen, facts)) return [];
			const cause = 'unexpected-address';
			return [{ finding: cause, verdict: 'tampered', cause, confidence: 'high', targets: [seen], detail }];
		});
	},
};

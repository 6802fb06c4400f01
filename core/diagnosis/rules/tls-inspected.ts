import type { Answered } from '../../evidence/types.ts';
import { ofKind } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

type Certificate = NonNullable<Answered['certificate']>;

const certificateOf = ({ answers }: Observation): Certificate | undefined =>
	answers.map(({ outcome }) => outcome.certificate).find((certificate) => certificate !== undefined);

/** A gateway on the customer's premises has a certificate of the customer's own. */
const isPublic = ({ target }: Observation) => !target.entries.includes('ingenius.gateway');

/**
 * Somebody opens the encrypted connection: its root is one that this machine was told to trust, and no public service
 * has such a one. Firefox shows the chain, Chromium does not.
 */
export const tlsInspected: Rule = {
	id: 'tls-inspected',
	needs: ['https'],
	explain: (_facts, open) =>
		ofKind(open, 'https').flatMap((seen) => {
			const certificate = certificateOf(seen);
			if (!isPublic(seen) || certificate === undefined || certificate.builtInRoot) return [];
			const cause = 'tls-inspected';
			const detail = certificate.issuer;
			return [{ finding: cause, verdict: 'tampered', cause, confidence: 'high', targets: [seen], detail }];
		}),
};

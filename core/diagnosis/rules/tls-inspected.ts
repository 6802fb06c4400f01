import type { Answered } from '../../evidence/types.ts';
import { ofKind } from '../facts.ts';
import { productIn } from '../middleboxes.ts';
import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

type Certificate = NonNullable<Answered['certificate']>;

const certificateOf = ({ answers }: Observation): Certificate | undefined =>
	answers.map(({ outcome }) => outcome.certificate).find((certificate) => certificate !== undefined);

/** A gateway on the customer's premises has a certificate of the customer's own. */
const isPublic = ({ target }: Observation) => !target.entries.includes('ingenius.gateway');

/** The issuer that most of the foreign certificates share. */
function commonest(certificates: readonly Certificate[]): string | undefined {
	const count = (issuer: string) => certificates.filter((one) => one.issuer === issuer).length;
	return certificates.toSorted((a, b) => count(b.issuer) - count(a.issuer))[0]?.issuer;
}

/** The root is no browser's own while others' are, or a product signs, or not the authority that signs the others. */
function isInspected(certificate: Certificate | undefined, all: readonly Certificate[]): certificate is Certificate {
	if (certificate === undefined || certificate.builtInRoot) return false;
	if (all.some(({ builtInRoot }) => builtInRoot) || productIn(certificate.issuer) !== undefined) return true;
	return certificate.issuer !== commonest(all);
}

/**
 * Somebody opens the encrypted connection with a root that this machine trusts: Firefox shows the chain, Chromium does
 * not. Where every certificate has the same foreign issuer and it names no product, nothing is said: that may be how
 * this browser knows its roots.
 */
export const tlsInspected: Rule = {
	id: 'tls-inspected',
	needs: ['https'],
	explain: ({ tried }, open) => {
		const all = tried.filter(isPublic).flatMap((seen) => certificateOf(seen) ?? []);
		return ofKind(open, 'https').flatMap((seen) => {
			const certificate = certificateOf(seen);
			if (!isPublic(seen) || !isInspected(certificate, all)) return [];
			const cause = 'tls-inspected';
			const detail = certificate.issuer;
			return [{ finding: cause, verdict: 'tampered', cause, confidence: 'high', targets: [seen], detail }];
		});
	},
};

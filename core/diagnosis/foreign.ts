import { entryOf } from '../catalog/entries.ts';
import type { Answered } from '../evidence/types.ts';
import { productIn } from './middleboxes.ts';
import type { Observation } from './observe.ts';

/** Headers that only AWS sends. */
const AWS_MARKS = ['x-amzn-requestid', 'x-amz-request-id', 'x-amz-cf-id', 'x-amzn-trace-id', 'x-amz-rid'];

/** Whether an answer carries a mark of the service itself. Its absence proves nothing: InGenius and cdnjs carry none. */
export function carriesMark({ headers = {} }: Answered): boolean {
	return AWS_MARKS.some((name) => headers[name] !== undefined) || /cloudfront/i.test(headers.via ?? '');
}

/** Statuses of a refusal in the service's place: forbidden, or unavailable for legal reasons (RFC 7725). */
const REFUSALS = [403, 451];

/** Owners of one site; enough to tell hosts apart that share no owner. */
const siteOf = (host: string) => host.split('.').slice(-2).join('.');
const AMAZON_SITES = [
	'amazonaws.com',
	'amazon.com',
	'connect.aws',
	'signin.aws',
	'awsapps.com',
	'cloudfront.net',
	'a2z.com',
];

/**
 * A product that names itself in `server` answers; one in `via` only carried the answer, unless that is a refusal where
 * the service's own would carry a mark: Amazon's over HTTPS do, InGenius's and those of a web socket need not.
 */
function productOf({ headers = {}, status = 0 }: Answered, { target }: Observation): string | undefined {
	const refusal = REFUSALS.includes(status) || status >= 500;
	const marked = target.kind === 'https' && AMAZON_SITES.includes(siteOf(target.host));
	return productIn(headers.server) ?? (refusal && marked ? productIn(headers.via) : undefined);
}

/** A redirect away from a service that never redirects, to a host that is neither its own nor Amazon's. */
function strangeRedirect({ redirectOrigin }: Answered, { target }: Observation): string | undefined {
	if (redirectOrigin === undefined || !target.entries.some((id) => entryOf(id).neverRedirects)) return undefined;
	const site = siteOf(new URL(redirectOrigin).hostname);
	return site === siteOf(target.host) || AMAZON_SITES.includes(site) ? undefined : `redirects to ${redirectOrigin}`;
}

const fingerprint = ({ status, ip, headers = {} }: Answered) => JSON.stringify([ip, status, headers.server]);
const answersOf = (all: readonly Observation[]) => all.flatMap((seen) => seen.answers.map(({ outcome }) => outcome));

/** One address that gives unrelated hosts the same answer; an address that marked answers come from is a proxy's. */
function sameElsewhere(answer: Answered, { target }: Observation, all: readonly Observation[]): string | undefined {
	const { ip, viaProxy } = answer;
	if (ip === undefined || viaProxy === true) return undefined;
	if (answersOf(all).some((other) => other.ip === ip && carriesMark(other))) return undefined;
	const twin = all.find(
		(other) =>
			siteOf(other.target.host) !== siteOf(target.host) &&
			other.answers.some(({ outcome }) => fingerprint(outcome) === fingerprint(answer)),
	);
	return twin === undefined ? undefined : `the same answer as for ${twin.target.host}`;
}

function foreign(answer: Answered, seen: Observation, all: readonly Observation[]): string | undefined {
	if (carriesMark(answer)) return undefined;
	return productOf(answer, seen) ?? strangeRedirect(answer, seen) ?? sameElsewhere(answer, seen, all);
}

/** Fewer hosts may well share a sign-in. */
const PORTAL_HOSTS = 3;

/** Where a gateway sends everyone first: everything that answers redirects to one place that belongs to none of it. */
export function portalOf(web: readonly Observation[]): string | undefined {
	const answered = web.filter(({ answers }) => answers.length > 0);
	const [to] = answered.flatMap(({ answers }) => answers.flatMap(({ outcome }) => outcome.redirectOrigin ?? []));
	if (to === undefined || new Set(answered.map(({ target }) => target.host)).size < PORTAL_HOSTS) return undefined;
	const site = siteOf(new URL(to).hostname);
	const strange = ({ target, answers }: Observation) =>
		siteOf(target.host) !== site && answers.every(({ outcome }) => outcome.redirectOrigin === to);
	return !AMAZON_SITES.includes(site) && answered.every(strange) ? to : undefined;
}

/** Positive evidence that something else answered in every answer, in words for IT; undefined where there is none. */
export function foreignAnswer(seen: Observation, all: readonly Observation[]): string | undefined {
	const found = seen.answers.map(({ outcome }) => foreign(outcome, seen, all));
	return found.every((one) => one !== undefined) ? found[0] : undefined;
}

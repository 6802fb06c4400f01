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

/** A product that names itself in `server` answers; one in `via` only carried the answer, unless that is a refusal. */
function productOf({ headers = {}, status = 0 }: Answered): string | undefined {
	const refusal = REFUSALS.includes(status) || status >= 500;
	return productIn(headers.server) ?? (refusal ? productIn(headers.via) : undefined);
}

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
	return productOf(answer) ?? strangeRedirect(answer, seen) ?? sameElsewhere(answer, seen, all);
}

/** Positive evidence that something else answered in every answer, in words for IT; undefined where there is none. */
export function foreignAnswer(seen: Observation, all: readonly Observation[]): string | undefined {
	const found = seen.answers.map(({ outcome }) => foreign(outcome, seen, all));
	return found.every((one) => one !== undefined) ? found[0] : undefined;
}

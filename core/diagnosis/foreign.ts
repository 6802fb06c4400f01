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

/** The product that answered in the service's place, by its own mark. */
function productOf(answer: Answered): string | undefined {
	const { headers = {}, status = 0 } = answer;
	const carried = REFUSALS.includes(status) || status >= 500 ? productIn(headers.via) : undefined;
	return carriesMark(answer) ? undefined : (productIn(headers.server) ?? carried);
}

/** Positive evidence that something else answered, in words for IT; undefined where there is none. */
export function foreignAnswer(seen: Observation, _all: readonly Observation[]): string | undefined {
	const products = seen.answers.map(({ outcome }) => productOf(outcome));
	return products.every((product) => product !== undefined) ? products[0] : undefined;
}

import * as v from 'valibot';
import { when } from './words.ts';

/** Times in ms since the epoch. */
export const Token = v.object({
	id: v.string(),
	site: v.string(),
	createdAt: v.number(),
	expiresAt: v.optional(v.number()),
});
export type Token = v.InferOutput<typeof Token>;

export const siteOf = ({ site }: Token): string => site || 'any site';

/** Tells a token from the others: "Lisbon", and beside it "Lisbon, ends 28 Nov 2026, 10:00" after a rotation. */
export function nameOf(token: Token, tokens: readonly Token[]): string {
	const alike = tokens.filter((other) => shortName(other) === shortName(token));
	return alike.length < 2
		? shortName(token)
		: `${shortName(token)}, made ${new Date(token.createdAt).toLocaleString()}, ${alike.indexOf(token) + 1} of ${alike.length}`;
}

const shortName = (token: Token): string =>
	token.expiresAt ? `${siteOf(token)}, ends ${when(token.expiresAt / 1000)}` : siteOf(token);

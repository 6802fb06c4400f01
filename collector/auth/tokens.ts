import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Store } from '../store/store.ts';

const Stored = v.object({
	/** Site that the token writes for; empty: the policy's, else the public network. */
	site: v.string(),
	hash: v.string(),
	/** ms since the epoch. */
	createdAt: v.number(),
	/** Then it ended, or ends: one that ended is kept, so that it is not adopted again. */
	expiresAt: v.optional(v.number()),
});
export type Token = v.InferOutput<typeof Stored> & { readonly id: string };

export interface Tokens {
	verify(secret: string): Token | undefined;
	/** Who sent it is for the token to say: sets `linecheck.site`, or takes away what the payload claims. */
	stamp(token: Token, attributes: Record<string, string>): Record<string, string>;
	/** Those that hold. */
	list(): readonly Omit<Token, 'hash'>[];
	/** The secret is shown once and not kept. */
	issue(site: string): Promise<string>;
	/** A new secret for the same site; the old one holds for `GRACE_MS` more, so that no agent loses a record. */
	rotate(id: string): Promise<string | undefined>;
	revoke(id: string): Promise<void>;
	/** Makes a secret that the administrator chose valid for a site. False if it was revoked, or rotated away: it stays so. */
	adopt(site: string, secret: string): Promise<boolean>;
}

const PREFIX = 'token/';
/** All who work at home (schema/6-views.sql): no token's site, no policy's. */
export const HOME = 'home';
/** Long enough for a policy to reach every machine. */
const GRACE_MS = 7 * 86_400_000;

/** A token has 256 random bits: a fast hash is enough, there is nothing to guess. */
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export async function loadTokens(store: Store, now: () => number): Promise<Tokens> {
	const tokens = new Map<string, Token>();
	for (const [key, value] of await store.settings(PREFIX)) {
		const id = key.slice(PREFIX.length);
		tokens.set(id, { id, ...v.parse(Stored, JSON.parse(value)) });
	}
	const keep = async ({ id, ...stored }: Token) => {
		await store.set(PREFIX + id, JSON.stringify(stored));
		tokens.set(id, { id, ...stored });
	};
	const add = (site: string, secret: string) =>
		keep({ id: randomBytes(6).toString('hex'), site, hash: hashOf(secret).toString('hex'), createdAt: now() });
	const issue = async (site: string) => {
		const secret = randomBytes(32).toString('base64url');
		await add(site, secret);
		return secret;
	};
	const holds = ({ expiresAt = Number.POSITIVE_INFINITY }: Token) => expiresAt > now();
	const holding = () => [...tokens.values()].filter(holds);
	return {
		verify: (secret) => find(holding(), hashOf(secret)),
		stamp: (token, attributes) => stamp(token, attributes, holding()),
		list: () =>
			holding()
				.map(({ hash: _, ...rest }) => rest)
				.sort((a, b) => a.site.localeCompare(b.site)),
		issue,
		rotate: async (id) => {
			const old = tokens.get(id);
			if (!old || !holds(old)) return undefined;
			const secret = await issue(old.site);
			await keep({ ...old, expiresAt: Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now() + GRACE_MS) });
			return secret;
		},
		revoke: async (id) => {
			const old = tokens.get(id);
			if (old && holds(old)) await keep({ ...old, expiresAt: now() });
		},
		adopt: async (site, secret) => {
			const known = find(tokens.values(), hashOf(secret));
			if (!known) await add(site, secret);
			else if (!holds(known)) return false;
			else if (known.site !== site) await keep({ ...known, site });
			return true;
		},
	};
}

/** Looks at every token, whichever fits: how long it takes tells nothing. */
function find(tokens: Iterable<Token>, hash: Buffer): Token | undefined {
	let found: Token | undefined;
	for (const token of tokens) if (timingSafeEqual(Buffer.from(token.hash, 'hex'), hash)) found = token;
	return found;
}

function stamp(token: Token, attributes: Record<string, string>, tokens: readonly Token[]): Record<string, string> {
	const { 'linecheck.site': _, ...rest } = attributes;
	if (token.site !== '') return { ...rest, 'linecheck.site': token.site };
	const { 'linecheck.policy.site': claimed, ...others } = rest;
	const name = claimed?.trim() ?? '';
	const owned = name === HOME || tokens.some(({ site }) => site === name);
	return name === '' || owned ? others : rest;
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Store } from '../store/store.ts';

const Stored = v.object({
	/** Site that the token writes for; empty: the policy's, else the public network. */
	site: v.string(),
	hash: v.string(),
	/** ms since the epoch. */
	createdAt: v.number(),
	expiresAt: v.optional(v.number()),
});
export type Token = v.InferOutput<typeof Stored> & { readonly id: string };

export interface Tokens {
	verify(secret: string): Token | undefined;
	/** Who sent it is for the token to say: sets `linecheck.site`, or takes away what the payload claims. */
	stamp(token: Token, attributes: Record<string, string>): Record<string, string>;
	list(): readonly Omit<Token, 'hash'>[];
	/** The secret is shown once and not kept. */
	issue(site: string): Promise<string>;
	/** A new secret for the same site; the old one holds for `GRACE_MS` more, so that no agent loses a record. */
	rotate(id: string): Promise<string | undefined>;
	revoke(id: string): Promise<void>;
	/** Makes a secret that the administrator chose valid. */
	adopt(site: string, secret: string): Promise<void>;
}

const PREFIX = 'token/';
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
	const verify = (secret: string) => find(tokens.values(), hashOf(secret), now());
	return {
		verify,
		stamp: (token, attributes) => stamp(token, attributes, tokens),
		list: () => [...tokens.values()].map(({ hash: _, ...rest }) => rest).sort((a, b) => a.site.localeCompare(b.site)),
		issue,
		rotate: async (id) => {
			const old = tokens.get(id);
			if (!old) return undefined;
			const secret = await issue(old.site);
			await keep({ ...old, expiresAt: now() + GRACE_MS });
			return secret;
		},
		revoke: async (id) => {
			await store.set(PREFIX + id, '');
			tokens.delete(id);
		},
		adopt: async (site, secret) => {
			if (verify(secret)?.site !== site) await add(site, secret);
		},
	};
}

/** Looks at every token, whichever fits: how long it takes tells nothing. */
function find(tokens: Iterable<Token>, hash: Buffer, now: number): Token | undefined {
	let found: Token | undefined;
	for (const token of tokens) {
		const fits = timingSafeEqual(Buffer.from(token.hash, 'hex'), hash);
		if (fits && (token.expiresAt ?? Number.POSITIVE_INFINITY) > now) found = token;
	}
	return found;
}

function stamp(
	token: Token,
	attributes: Record<string, string>,
	tokens: ReadonlyMap<string, Token>,
): Record<string, string> {
	const { 'linecheck.site': _, ...rest } = attributes;
	if (token.site !== '') return { ...rest, 'linecheck.site': token.site };
	const { 'linecheck.policy.site': claimed, ...others } = rest;
	const owned = [...tokens.values()].some(({ site }) => site === claimed);
	return claimed === undefined || claimed === '' || owned ? others : rest;
}

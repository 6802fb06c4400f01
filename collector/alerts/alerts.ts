import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { Webhook } from '../config.ts';
import type { Store } from '../store/store.ts';
import { type Alert, Refused, send } from './webhook.ts';

export interface AlertOptions {
	readonly store: Store;
	readonly webhooks: readonly Webhook[];
	readonly publicUrl?: string | undefined;
	readonly log: Pick<Logger, 'warn'>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/** A site fails at an entry when this share of its reporting agents misses it; it has recovered below half of that. */
const FAILING_SHARE = 0.2;
/** One webhook hears of one site and entry at most this often. */
const QUIET_MS = 3_600_000;

const SiteRow = v.object({ site: v.string(), reporting: v.number(), missing: v.record(v.string(), v.number()) });
const Told = v.object({ state: v.picklist(['failing', 'recovered']), at: v.number() });
type Told = v.InferOutput<typeof Told>;
type Site = v.InferOutput<typeof SiteRow>;

/**
 * Looks at what fails now and tells each webhook what differs from what it was last told. Kept in the store, before it is
 * told: a restart tells nothing twice, nor does a full disk. What could not be told is told the next time.
 */
export async function tellChanges(options: AlertOptions): Promise<void> {
	const { store, webhooks, now } = options;
	const sites = await store.ask('alerts', { now: Math.floor(now() / 1000) }, SiteRow);
	// none waits for another that does not answer
	const done = await Promise.allSettled(webhooks.map((webhook) => tellOne(webhook, sites, options)));
	for (const { reason } of done.filter((one) => one.status === 'rejected')) throw reason;
}

async function tellOne(webhook: Webhook, sites: readonly Site[], options: AlertOptions): Promise<void> {
	const prefix = prefixOf(webhook);
	const told = new Map(
		[...(await options.store.settings(prefix))].map(([key, value]) => [key, v.parse(Told, JSON.parse(value))]),
	);
	for (const alert of changes(sites, told, prefix, options)) {
		const key = keyOf(prefix, alert.site, alert.entry);
		const failure = await tell(webhook, alert, { key, before: told.get(key) }, options);
		// the next one would fare no better
		if (failure !== undefined && !(failure instanceof Refused)) return;
	}
}

/** Its URL may hold a secret, which is not for the store. */
const prefixOf = ({ kind, url }: Webhook): string =>
	`alert/${createHash('sha256').update(`${kind} ${url}`).digest('hex').slice(0, 16)}/`;

const keyOf = (prefix: string, site: string, entry: string): string => `${prefix}${JSON.stringify([site, entry])}`;

function changes(
	sites: readonly Site[],
	told: ReadonlyMap<string, Told>,
	prefix: string,
	{ now, publicUrl }: AlertOptions,
): Alert[] {
	const known = [...told.keys()].map((key) =>
		v.parse(v.tuple([v.string(), v.string()]), JSON.parse(key.slice(prefix.length))),
	);
	return sites.flatMap(({ site, reporting, missing }) => {
		const entries = new Set([
			...Object.keys(missing),
			...known.filter(([place]) => place === site).map(([, entry]) => entry),
		]);
		return [...entries].flatMap((entry): Alert[] => {
			const agents = missing[entry] ?? 0;
			const before = told.get(keyOf(prefix, site, entry));
			const state = stateOf(agents / reporting, before?.state ?? 'recovered');
			if (state === (before?.state ?? 'recovered') || isQuiet(before, now())) return [];
			const url = publicUrl && `${publicUrl.replace(/\/$/, '')}/site?site=${encodeURIComponent(site)}`;
			return [{ state, site, entry, agents, reporting, at: new Date(now()).toISOString(), url }];
		});
	});
}

/** Told less than an hour ago. What was told in the future was told before the clock was set back. */
const isQuiet = (before: Told | undefined, now: number): boolean =>
	before !== undefined && before.at <= now && now - before.at < QUIET_MS;

function stateOf(share: number, before: Told['state']): Told['state'] {
	if (share >= FAILING_SHARE) return 'failing';
	return share < FAILING_SHARE / 2 ? 'recovered' : before;
}

/** Why it was not delivered, as far as is known. */
async function tell(
	webhook: Webhook,
	alert: Alert,
	{ key, before }: { readonly key: string; readonly before: Told | undefined },
	{ store, log, now }: AlertOptions,
): Promise<unknown> {
	const keep = (told: Told | undefined) => store.set(key, told ? JSON.stringify(told) : '');
	await keep({ state: alert.state, at: now() });
	try {
		await send(webhook, alert);
		return undefined;
	} catch (error) {
		// the rest of its URL may be a secret
		log.warn({ kind: webhook.kind, host: new URL(webhook.url).host, error: reasonOf(error) }, 'alert not delivered');
		// who did not answer in time may have heard it: not twice
		if (!isTimeout(error)) await keep(before);
		return error;
	}
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** `fetch` says why in its cause. */
const reasonOf = (error: unknown): string =>
	String(error instanceof Error && error.cause !== undefined ? error.cause : error);

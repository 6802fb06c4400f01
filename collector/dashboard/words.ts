import { ENTRIES } from '../../core/catalog/entries.ts';
import { CAUSE_WORDS } from '../../core/report/causes.ts';

const LABELS = new Map<string, string>(ENTRIES.map(({ id, label }) => [id, label]));

/** The catalog's label; an entry that this dashboard does not know yet goes by its id. */
export const labelOf = (entry: string): string => LABELS.get(entry) ?? entry;

const ENTRY_BY_ID = new Map<string, (typeof ENTRIES)[number]>(ENTRIES.map((entry) => [entry.id, entry]));

/** Who misses it cannot take calls. */
export const breaksCalls = (id: string): boolean => ENTRY_BY_ID.get(id)?.breaks === 'calls';

/** What the catalog would have allowed, where no agent sent the rule itself. */
export function publishedRules(id: string): string[] {
	const entry = ENTRY_BY_ID.get(id);
	if (!entry) return [];
	return entry.ports.flatMap(({ port, protocol }) =>
		entry.patterns.map((pattern) => `Allow ${protocol.toUpperCase()} ${port} outbound to ${pattern}`),
	);
}

const CAUSES = new Map<string, string>(Object.entries(CAUSE_WORDS));

/** In words; a cause that this dashboard does not know, as it came. */
export const causeOf = (cause: string): string => CAUSES.get(cause) ?? cause;

export const SITE_WORDS: Readonly<Record<string, string>> = { home: 'Home workers' };
export const siteName = (site: string): string => SITE_WORDS[site] ?? site;

/** Local date and time of a time in seconds. */
export const when = (seconds: number): string =>
	seconds === 0
		? 'not known'
		: new Date(seconds * 1000).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Date of a day that begins in UTC: by the local clock it would be the day before in half of the world. */
export const utcDay = (seconds: number): string =>
	new Date(seconds * 1000).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

const UNITS = [
	[86_400, 'day'],
	[3_600, 'hour'],
	[60, 'minute'],
] as const;

/** "3 hours ago", from times in seconds. */
export function ago(seconds: number, now: number): string {
	const age = Math.max(0, now - seconds);
	const unit = UNITS.find(([length]) => age >= length);
	if (!unit) return 'just now';
	const count = Math.floor(age / unit[0]);
	return `${count} ${unit[1]}${count === 1 ? '' : 's'} ago`;
}

/**
 * Leads in to the worst site, of sites that come worst first: most of the agents in need may be elsewhere all the same,
 * and another site may have as many.
 */
export function leadOf(unable: number, [worst, next]: readonly { readonly unable: number }[]): string {
	if (worst && worst.unable > unable / 2) return 'Most of them:';
	return worst?.unable === next?.unable ? 'Among them:' : 'The most are at';
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Why records were lost before they were sent, by `linecheck.loss.reason`. */
const LOSS_WORDS: Readonly<Record<string, string>> = {
	full: 'its outbox was full',
	old: 'older than a week',
	refused: 'refused by who receives them',
};

/** "3 records were lost: older than a week". */
export const lossOf = (lost: number, reason: string): string =>
	`${lost.toLocaleString()} record${lost === 1 ? ' was' : 's were'} lost${LOSS_WORDS[reason] ? `: ${LOSS_WORDS[reason]}` : ''}`;

export const STATE_WORDS: Readonly<Record<string, string>> = {
	unable: 'cannot take calls',
	silent: 'gone silent',
	unknown: 'could not tell',
	able: 'can take calls',
	away: 'away',
};

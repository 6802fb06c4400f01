/** What one request may hold. The extension sends 256 kB at most, and a stock exporter's batch is half a megabyte. */
export const LIMITS = {
	/** Bytes on the wire, and after gunzip: beyond them 413. */
	body: 1024 * 1024,
	inflated: 4 * 1024 * 1024,
	/** Objects and lists: a million empty ones are few bytes, and cost a second to parse. Beyond them 413. */
	values: 200_000,
	/** Records of a request: beyond them 413, the sender splits. */
	records: 10_000,
	/** Characters that its records repeat, each with its resource and scope: beyond them 413, the sender splits. */
	repeated: 16 * 1024 * 1024,
	/** Beyond these one record is rejected. */
	attributes: 128,
	keyLength: 256,
	valueLength: 32 * 1024,
	/** Characters of all attributes of a resource, or of a scope, as JSON: each of its records repeats them. */
	shared: 16 * 1024,
	depth: 8,
} as const;

/** Distinct values that one token may bring in a day, `LIMITS.keyLength` long at most: beyond them a record is rejected. */
export const CARDINALITY = {
	/** Names of attributes. */
	key: 2_000,
	/** Values of an attribute that the store keeps as a label. */
	label: 1_000,
	/** Installs. */
	install: 250_000,
} as const;

/** Attributes that the store keeps as labels. */
export const LABELS: ReadonlySet<string> = new Set([
	'service.name',
	'service.version',
	'user_agent.name',
	'os.type',
	'event.name',
	'error.type',
	'linecheck.policy.site',
	'linecheck.calls',
	'linecheck.entry',
	'linecheck.verdict',
	'linecheck.incident.kind',
	'linecheck.call.outcome',
]);

/** Attributes that are maps by entry: their keys are labels too, those of `linecheck.entry`. */
export const ENTRY_MAPS: ReadonlySet<string> = new Set(['linecheck.verdicts', 'linecheck.causes']);

/** Records a second, and how many at once: an outbox that comes back after a week empties in one go. */
export const RATES = {
	token: { perSecond: 20_000, burst: 200_000 },
	install: { perSecond: 50, burst: 10_000 },
} as const;

/** What one request may hold. A run of 28 entries is 3 kB: these leave a thousandfold. */
export const LIMITS = {
	/** Bytes on the wire, and after gunzip: beyond them 413. */
	body: 4 * 1024 * 1024,
	inflated: 16 * 1024 * 1024,
	/** Records of a request: beyond them 413, the sender splits. */
	records: 10_000,
	/** Beyond these one record is rejected. */
	attributes: 128,
	keyLength: 256,
	valueLength: 32 * 1024,
	depth: 8,
} as const;

/** Distinct values that one day may bring, for each of them: beyond them a record is rejected. */
export const CARDINALITY = {
	/** Names of attributes. */
	key: 2_000,
	/** Values of an attribute that the store keeps as a label. */
	label: 1_000,
	/** Installs of one token. */
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

/** Records a second, and how many at once: an outbox that comes back after a week empties in one go. */
export const RATES = {
	token: { perSecond: 20_000, burst: 200_000 },
	install: { perSecond: 50, burst: 10_000 },
} as const;

import * as v from 'valibot';

const text = v.string();
const texts = v.array(v.string());
const count = v.number();
/** s since the epoch; 0: not known. */
const time = v.number();
/** ClickHouse answers a condition with 1 or 0. */
const flag = v.pipe(
	v.union([v.number(), v.boolean()]),
	v.transform((value: number | boolean) => value === true || value === 1),
);
export const STATES = ['unable', 'silent', 'unknown', 'able', 'away'] as const;
const state = v.picklist(STATES);
const agent = {
	agent: text,
	name: text,
	heard: time,
	state,
	missing: texts,
	browser: text,
	os: text,
	version: text,
	network: text,
};

/** What `now-fleet` answers for each site: the tables of the view are made of it. */
export const FleetRow = v.object({
	site: text,
	/** Reporting, whatever entry is asked for. */
	present: count,
	reporting: count,
	able: count,
	unable: count,
	silent: count,
	/** By entry: reporting agents that miss it, and since when. */
	missing: v.record(text, count),
	since: v.record(text, time),
});
export type FleetRow = v.InferOutput<typeof FleetRow>;

/** What `site-fleet` answers: a row for all agents, whose entry is empty, and one for each entry that is missing. */
export const SiteRow = v.object({
	entry: text,
	agents: count,
	reporting: count,
	able: count,
	unable: count,
	silent: count,
	since: time,
	networks: texts,
	browsers: texts,
	causes: texts,
	rules: texts,
	/** Those who need help, before the others. */
	first: v.array(v.object(agent)),
});
export type SiteRow = v.InferOutput<typeof SiteRow>;

/** The rows of each table. */
export const ROWS = {
	options: v.object({ sites: texts, browsers: texts, entries: texts }),
	'now-summary': v.object({ reporting: count, able: count, unable: count, unknown: count, silent: count }),
	'now-entries': v.object({ entry: text, agents: count, sites: count, since: time }),
	'now-heat': v.object({ site: text, entry: text, agents: count, reporting: count }),
	'now-sites': v.object({ site: text, reporting: count, unable: count, silent: count }),
	'now-calls': v.object({ place: text, calls: count, errors: count, rate: v.number(), judged: flag, over: flag }),
	'site-summary': v.object({ agents: count, reporting: count, able: count, unable: count, silent: count }),
	'site-missing': v.object({
		entry: text,
		agents: count,
		since: time,
		networks: texts,
		browsers: texts,
		causes: texts,
		rules: texts,
	}),
	'site-agents': v.object(agent),
	'agent-summary': v.object({ ...agent, site: text, ccp: v.picklist(['open', 'closed', 'unknown']) }),
	'agent-runs': v.object({ uid: text, at: time, calls: text, missing: texts, ms: count, network: text, site: text }),
	'agent-changes': v.object({
		uid: text,
		at: time,
		event: text,
		entry: text,
		verdict: text,
		cause: text,
		detail: text,
		lost: count,
		site: text,
	}),
	'agent-calls': v.object({ uid: text, at: time, outcome: text, cause: text, site: text }),
	'timeline-agents': v.object({ at: time, reporting: count, able: count, unable: count }),
	'timeline-entries': v.object({ at: time, entry: text, agents: count }),
	'timeline-calls': v.object({ at: time, calls: count, errors: count }),
} as const;

/** Columns of any table that are times. */
export const TIMES: ReadonlySet<string> = new Set(
	Object.values(ROWS).flatMap(({ entries }) =>
		Object.entries(entries).flatMap(([column, schema]) => (schema === time ? [column] : [])),
	),
);

export type TableName = keyof typeof ROWS;
export type Row<Name extends TableName> = v.InferOutput<(typeof ROWS)[Name]>;

/** The tables of each view: what one request brings. */
export const VIEWS = {
	options: ['options'],
	now: ['now-summary', 'now-entries', 'now-heat', 'now-sites', 'now-calls'],
	site: ['site-summary', 'site-missing', 'site-agents', 'now-calls'],
	agent: ['agent-summary', 'agent-runs', 'agent-changes', 'agent-calls'],
	timeline: ['timeline-agents', 'timeline-entries', 'timeline-calls'],
} as const satisfies Record<string, readonly TableName[]>;
export type ViewName = keyof typeof VIEWS;
export type View<Name extends ViewName> = { readonly [Table in (typeof VIEWS)[Name][number]]: Row<Table>[] };

import * as v from 'valibot';
import { ENTRY_IDS, FAILURE_CODES, FINDING_IDS } from '../../core/ids.ts';
import { INCIDENT_KINDS, OTHER_ALLOWLISTS, PAGE_CAUSES } from '../../core/incident/kinds.ts';
import { ProfileSchema } from '../../core/profile.ts';
import { BROWSER_NAMES } from '../browsers/types.ts';
import { FaultSchema } from '../faults/registry.ts';
import { PageSchema } from '../servers/page-config.ts';

const entry = v.picklist(ENTRY_IDS, (issue) => `no such entry: ${issue.received}`);
const cause = v.picklist(FAILURE_CODES, (issue) => `no such cause: ${issue.received}`);
const finding = v.picklist(FINDING_IDS, (issue) => `no such finding: ${issue.received}`);
const allowlist = v.picklist([...ENTRY_IDS, ...OTHER_ALLOWLISTS], (issue) => `no such entry: ${issue.received}`);
const kind = v.picklist(INCIDENT_KINDS, (issue) => `no such incident: ${issue.received}`);
const browser = v.picklist(BROWSER_NAMES, `one of ${BROWSER_NAMES.join(', ')}`);
const text = v.pipe(v.string('a text'), v.nonEmpty('must not be empty'));

const host = v.pipe(text, v.maxLength(253), v.regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i, 'a host name'));

/** An entry that must be accused, with its cause; `browser` where only one of them can see it. */
const Accused = v.strictObject({ entry, cause, browser: v.optional(browser) });

/** What must come out. What is not named is not looked at. */
const ExpectSchema = v.strictObject({
	/** Exactly these entries are blocked or tampered, with these causes: no other entry is accused. */
	blocked: v.optional(v.array(Accused)),
	/** At least these entries are reachable. */
	reachable: v.optional(v.array(entry)),
	/** At least these entries are untested. */
	untested: v.optional(v.array(entry)),
	/** At least these findings, by id. */
	findings: v.optional(v.array(finding)),
	/** The incident that the page caused; null: none. */
	incident: v.optional(v.nullable(v.strictObject({ kind: v.optional(kind), entries: v.optional(v.array(allowlist)) }))),
	/** The card on the page at the end; null: none is shown. */
	card: v.optional(
		v.nullable(
			v.strictObject({
				phase: v.optional(v.picklist(['final', 'fixed', 'not-network'])),
				cause: v.optional(v.picklist([...FAILURE_CODES, ...PAGE_CAUSES])),
				entries: v.optional(v.array(allowlist)),
			}),
		),
	),
	/** The headline. */
	calls: v.optional(v.picklist(['yes', 'no', 'unknown'])),
});

/** A scenario file: an agent, the network in the way, and what Linecheck must say of it. */
export const ScenarioSchema = v.strictObject({
	name: text,
	profile: ProfileSchema,
	learned: v.optional(v.record(entry, v.pipe(v.array(host), v.maxLength(20, 'at most 20 hosts'))), {}),
	network: v.optional(v.array(FaultSchema), []),
	/** The page that the agent has open; without one only the popup's check is made. */
	page: v.optional(PageSchema),
	expect: ExpectSchema,
});

export type Scenario = v.InferOutput<typeof ScenarioSchema>;
export type Expect = Scenario['expect'];

/**
 * Every attribute that Linecheck may send, as data: the builders may use no other, docs/data-dictionary.md lists these
 * and no other (attributes.test.ts holds both). Names are OpenTelemetry's semantic conventions 1.37 where one exists
 * (opentelemetry.io/docs/specs/semconv), else `linecheck.*`. Append-only: dashboards and policies refer to them.
 */

import type { TelemetryGroup } from './groups.ts';

export { DEFAULT_GROUPS, TELEMETRY_GROUPS, type TelemetryGroup } from './groups.ts';

export const EVENT_NAMES = [
	'linecheck.run',
	'linecheck.verdict',
	'linecheck.incident',
	'linecheck.call',
	'linecheck.presence',
	'linecheck.loss',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** Events that go with a group; the others are `basic`. */
export const EVENT_GROUPS: Readonly<Partial<Record<EventName, TelemetryGroup>>> = {
	'linecheck.incident': 'incidents',
	'linecheck.call': 'calls',
};

export interface AttributeSpec {
	readonly name: string;
	readonly type: 'string' | 'int' | 'bool' | 'string[]' | 'map';
	/** `resource`: once for each install; otherwise the events that carry it. */
	readonly on: 'resource' | 'every event' | readonly EventName[];
	readonly group: TelemetryGroup;
	readonly what: string;
	readonly why: string;
}

const RUN: readonly EventName[] = ['linecheck.run'];
const VERDICT: readonly EventName[] = ['linecheck.verdict'];
const INCIDENT: readonly EventName[] = ['linecheck.incident'];
const CALL: readonly EventName[] = ['linecheck.call'];
const LOSS: readonly EventName[] = ['linecheck.loss'];

type Row = readonly [
	string,
	AttributeSpec['type'],
	AttributeSpec['on'],
	TelemetryGroup,
	/** what */ string,
	/** why */ string,
];

const ROWS: readonly Row[] = [
	[
		'service.name',
		'string',
		'resource',
		'basic',
		'always `linecheck`',
		'tells these records from others in the same store',
	],
	['service.version', 'string', 'resource', 'basic', 'version of the extension', 'a fault of one version'],
	[
		'service.instance.id',
		'string',
		'resource',
		'basic',
		'random id of this install',
		'counts each agent once, names nobody',
	],
	['user_agent.name', 'string', 'resource', 'browser', '`chromium` or `firefox`', 'which browsers a fault concerns'],
	['user_agent.version', 'string', 'resource', 'browser', 'version of the browser', 'which browsers a fault concerns'],
	[
		'browser.brands',
		'string[]',
		'resource',
		'browser',
		'brands that the browser names, with versions',
		'Chrome, Edge and others apart',
	],
	[
		'browser.language',
		'string',
		'resource',
		'browser',
		'language of the browser',
		'the words in which the agent reads',
	],
	['os.type', 'string', 'resource', 'browser', '`windows`, `darwin`, `linux`', 'firewall software differs by system'],
	[
		'os.version',
		'string',
		'resource',
		'browser',
		'version of the operating system',
		'firewall software differs by system',
	],
	[
		'linecheck.policy.site',
		'string',
		'resource',
		'basic',
		'site that the policy names',
		'places an agent where the token names no site',
	],
	[
		'linecheck.agent.name',
		'string',
		'resource',
		'name',
		'name that the policy gives',
		'only where the administrator turns names on',
	],
	['event.name', 'string', 'every event', 'basic', 'kind of event', 'tells the events apart'],
	['log.record.uid', 'string', 'every event', 'basic', 'stable id of this event', 'an event sent twice counts once'],
	[
		'linecheck.clock.skew',
		'int',
		'every event',
		'basic',
		'ms by which the clock was corrected',
		'shows machines whose clock is wrong',
	],
	[
		'linecheck.network.id',
		'string',
		'every event',
		'network',
		'salted hash of the network',
		'one network of the site or all',
	],
	[
		'linecheck.network.prefix',
		'string',
		'every event',
		'network',
		'public address cut to /24 or /48',
		'places an agent where nothing names a site',
	],
	[
		'linecheck.run.id',
		'string',
		[...RUN, ...VERDICT, ...INCIDENT],
		'basic',
		'random id of the run',
		'joins what one run found',
	],
	['linecheck.trigger', 'string', RUN, 'basic', 'what started the run', 'runs by hand and by schedule apart'],
	[
		'linecheck.calls',
		'string',
		RUN,
		'basic',
		'can this agent take calls: `yes`, `no`, `unknown`',
		'the first figure of the dashboard',
	],
	[
		'linecheck.verdicts',
		'map',
		RUN,
		'basic',
		'entry → verdict, all of them; of what a partial check left out, the last one known',
		'what is missing where',
	],
	['linecheck.causes', 'map', RUN, 'basic', 'entry → failure code, where there is one', 'why it is missing'],
	['linecheck.run.duration', 'int', RUN, 'basic', 'ms that the run took', 'slow networks'],
	['linecheck.profile.hash', 'string', RUN, 'basic', 'hash of the profile', 'agents with another configuration apart'],
	['linecheck.catalog.version', 'string', RUN, 'basic', 'version of the catalog', 'old copies of the extension'],
	[
		'linecheck.interval',
		'int',
		RUN,
		'basic',
		'seconds between scheduled runs; absent where there are none',
		'two missed intervals are silence; without one nothing is',
	],
	[
		'linecheck.ccp.open',
		'bool',
		[...RUN, 'linecheck.presence'],
		'basic',
		'is a CCP open in this browser',
		'a closed browser is not silent',
	],
	['linecheck.entry', 'string', VERDICT, 'basic', 'entry whose verdict changed', 'since when it is missing'],
	['linecheck.verdict', 'string', VERDICT, 'basic', 'the new verdict', 'since when it is missing'],
	['linecheck.verdict.previous', 'string', VERDICT, 'basic', 'the verdict before', 'what changed'],
	['linecheck.confidence', 'string', VERDICT, 'basic', 'confidence of the verdict', 'one attempt or many'],
	['linecheck.rules', 'string[]', VERDICT, 'rules', 'rules to add to the firewall', 'can be copied for IT'],
	[
		'error.type',
		'string',
		[...VERDICT, ...INCIDENT, ...CALL],
		'basic',
		'failure code or reason of the failure; none on a good call',
		'causes are counted',
	],
	[
		'linecheck.incident.kind',
		'string',
		INCIDENT,
		'incidents',
		'what was noticed on the page',
		'errors that agents meet',
	],
	[
		'linecheck.entries',
		'string[]',
		INCIDENT,
		'incidents',
		'entries that the incident concerns',
		'what an error was about, for queries of your own',
	],
	['linecheck.call.outcome', 'string', CALL, 'calls', '`good`, `failed` or `lost`', 'the 2 percent rule'],
	['linecheck.call.ice', 'int', CALL, 'calls', 'ms to collect ICE candidates', 'slow set-up before it fails'],
	['linecheck.call.signalling', 'int', CALL, 'calls', 'ms to connect the signalling', 'slow set-up before it fails'],
	['linecheck.call.handshake', 'int', CALL, 'calls', 'ms of the signalling handshake', 'slow set-up before it fails'],
	['linecheck.loss.count', 'int', LOSS, 'basic', 'events dropped unsent', 'how much is not told'],
	['linecheck.loss.reason', 'string', LOSS, 'basic', '`full`, `old` or `refused`', 'why it is not told'],
];

export const ATTRIBUTES: readonly AttributeSpec[] = ROWS.map(([name, type, on, group, what, why]) => ({
	name,
	type,
	on,
	group,
	what,
	why,
}));

const GROUP_OF = new Map(ATTRIBUTES.map((spec) => [spec.name, spec.group]));

/** Group of an attribute; undefined for a name that the registry does not have. */
export const groupOf = (name: string): TelemetryGroup | undefined => GROUP_OF.get(name);

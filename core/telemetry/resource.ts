import { DEFAULT_GROUPS, EVENT_GROUPS, groupOf, type TelemetryGroup } from './attributes.ts';
import type { Attributes, TelemetryEvent } from './otlp.ts';

/** Who sends: the install, not the person. */
export interface Sender {
	/** Random id, made once for each install. */
	readonly installId: string;
	readonly extensionVersion: string;
	readonly browser: {
		readonly name: string;
		readonly version: string;
		readonly brands?: readonly string[];
		readonly language?: string;
	};
	/** `windows`, `darwin`, `linux`: os.type of the semantic conventions. */
	readonly os: { readonly type: string; readonly version?: string };
	/** From managed policy. */
	readonly site?: string | undefined;
	readonly agentName?: string | undefined;
}

/** Resource attributes of an install, cut to the groups that may be sent. */
export const resourceOf = (sender: Sender, groups: readonly TelemetryGroup[] = DEFAULT_GROUPS): Attributes => {
	const { browser, os } = sender;
	return only(groups, {
		'service.name': 'linecheck',
		'service.version': sender.extensionVersion,
		'service.instance.id': sender.installId,
		'user_agent.name': browser.name,
		'user_agent.version': browser.version,
		'os.type': os.type,
		...(browser.brands && { 'browser.brands': browser.brands }),
		...(browser.language && { 'browser.language': browser.language }),
		...(os.version && { 'os.version': os.version }),
		...(sender.site && { 'linecheck.policy.site': sender.site }),
		...(sender.agentName && { 'linecheck.agent.name': sender.agentName }),
	});
};

/** The events that may be sent, with the attributes that may be sent. */
export const permitted = (
	events: readonly TelemetryEvent[],
	groups: readonly TelemetryGroup[] = DEFAULT_GROUPS,
): TelemetryEvent[] =>
	events
		.filter((event) => mayBeSent(EVENT_GROUPS[event.name] ?? 'basic', groups))
		.map((event) => ({ ...event, attributes: only(groups, event.attributes) }));

const mayBeSent = (group: TelemetryGroup | undefined, groups: readonly TelemetryGroup[]): boolean =>
	group === 'basic' || (group !== undefined && groups.includes(group));

const only = (groups: readonly TelemetryGroup[], attributes: Attributes): Attributes =>
	Object.fromEntries(Object.entries(attributes).filter(([name]) => mayBeSent(groupOf(name), groups)));

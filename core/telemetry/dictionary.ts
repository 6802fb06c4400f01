import { ATTRIBUTES, type AttributeSpec, EVENT_GROUPS, EVENT_NAMES, type EventName } from './attributes.ts';

const events = (on: AttributeSpec['on']): string => (typeof on === 'string' ? on : on.map(short).join(', '));
const short = (name: EventName): string => `\`${name.replace('linecheck.', '')}\``;
const off = (group: string): string =>
	group === 'name' ? 'off unless `name` is on' : group === 'basic' ? 'no endpoint' : `\`${group}\` off`;

/** The tables of docs/data-dictionary.md, as the registry has them. */
export const dictionaryTables = (): { readonly events: string; readonly attributes: string } => ({
	events: table(
		['event', 'to turn it off'],
		EVENT_NAMES.map((name) => [`\`${name}\``, off(EVENT_GROUPS[name] ?? 'basic')]),
	),
	attributes: table(
		['attribute', 'type', 'on', 'what', 'why', 'to turn it off'],
		ATTRIBUTES.map(({ name, type, on, group, what, why }) => [`\`${name}\``, type, events(on), what, why, off(group)]),
	),
});

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

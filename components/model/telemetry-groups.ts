import { ATTRIBUTES, type TelemetryGroup } from '../../core/telemetry/attributes.ts';

/** What the user can switch off, in the user's words. */
export const SWITCHES = [
	['browser', 'Browser and operating system'],
	['network', 'Network'],
	['rules', 'Firewall rules to add'],
	['incidents', 'Failures noticed on a page'],
	['calls', 'How calls were set up'],
] as const satisfies readonly (readonly [TelemetryGroup, string])[];

/** What a group sends, as the registry of attributes has it. */
export function contents(group: TelemetryGroup): string {
	const all = ATTRIBUTES.filter((spec) => spec.group === group).map(({ what }) => what.replaceAll('`', ''));
	return [...new Set(all)].join('; ');
}

/** Fields of the settings form, named by their path in the settings; the two without a value of their own open a section. */
export const FIELDS = [
	'connect.alias',
	'connect.region',
	'connect.domain',
	'connect.signIn',
	'connect.ccp',
	'connect.mediaLess',
	'connect.bucket',
	'connect.globalResiliency',
	'connect.globalResiliency.instanceId',
	'connect.globalResiliency.sourceRegion',
	'connect.scheduling',
	'connect.video',
	'ingenius',
	'ingenius.region',
	'ingenius.authPrefix',
	'ingenius.gateway',
	'network.neutralUrl',
	'telemetry.endpoint',
	'telemetry.token',
	'telemetry.browser',
	'telemetry.network',
	'telemetry.rules',
	'telemetry.incidents',
	'telemetry.calls',
	'telemetry.intervalMinutes',
] as const;
export type Field = (typeof FIELDS)[number];

/** What stands in the form: text as typed, `yes` or nothing for a tick. */
export type FormValues = Readonly<Partial<Record<Field, string>>>;
export type FormErrors = Readonly<Partial<Record<Field, string>>>;

export const TICK = 'yes';

/** Where the form starts. */
export const DEFAULTS: FormValues = {
	'connect.signIn': 'saml',
	'connect.ccp': 'v2',
	'telemetry.browser': TICK,
	'telemetry.network': TICK,
	'telemetry.rules': TICK,
	'telemetry.incidents': TICK,
	'telemetry.calls': TICK,
	'telemetry.intervalMinutes': '0',
};

/** The form of settings, or of what is set so far: values of an unexpected type are left out. */
export function formOf(tree: unknown): FormValues {
	return Object.fromEntries(FIELDS.map((field) => [field, shown(at(tree, field.split('.'))) ?? DEFAULTS[field] ?? '']));
}

function at(tree: unknown, [head, ...rest]: readonly string[]): unknown {
	if (head === undefined) return tree;
	if (typeof tree !== 'object' || tree === null) return undefined;
	return at(Object.entries(tree).find(([key]) => key === head)?.[1], rest);
}

/** A section that exists is ticked. */
function shown(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	if (value === false) return '';
	return value === true || (typeof value === 'object' && value !== null) ? TICK : undefined;
}

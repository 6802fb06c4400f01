import * as v from 'valibot';
import { type Profile, ProfileSchema } from '../../core/profile.ts';
import { type Problem, problemsOf } from '../../core/settings.ts';
import { DEFAULTS, FIELDS, type Field, type FormErrors, type FormValues, TICK } from './profile-fields.ts';

const REQUIRED: FormErrors = {
	'connect.alias': 'Enter the alias of your instance: the first part of your CCP address.',
	'connect.region': 'Choose the region of your instance.',
	'connect.globalResiliency.instanceId': 'Enter the instance id.',
	'connect.globalResiliency.sourceRegion': 'Choose the source region.',
	'ingenius.region': 'Choose the InGenius region.',
};

const DOMAINS = ['my.connect.aws', 'awsapps.com', 'govcloud.connect.aws'] as const;

/** Takes an alias as people give it: the alias itself, the host, or the whole address of their CCP. */
export function instanceOf(text: string): { readonly alias: string; readonly domain?: string } {
	const host =
		text
			.trim()
			.toLowerCase()
			.replace(/^https?:\/\//, '')
			.split(/[/?#:]/)[0] ?? '';
	const domain = DOMAINS.find((name) => host.endsWith(`.${name}`));
	return domain ? { alias: host.slice(0, -domain.length - 1), domain } : { alias: text.trim() };
}

/** A profile, or what is wrong with each field. */
export function readForm(values: FormValues): { readonly profile: Profile } | { readonly errors: FormErrors } {
	const missing = missingFields(values);
	if (Object.keys(missing).length > 0) return { errors: missing };
	const parsed = v.safeParse(ProfileSchema, treeOf(values));
	return parsed.success ? { profile: parsed.output } : { errors: errorsOf(parsed.issues) };
}

function missingFields(values: FormValues): FormErrors {
	const wanted = (Object.keys(REQUIRED) as Field[]).filter((field) => {
		if (field.startsWith('connect.globalResiliency.')) return values['connect.globalResiliency'] === TICK;
		return field.startsWith('ingenius') ? values.ingenius === TICK : usesConnect(values);
	});
	return Object.fromEntries(wanted.filter((field) => !values[field]?.trim()).map((field) => [field, REQUIRED[field]]));
}

/** Without Amazon Connect only where InGenius alone is filled in. */
function usesConnect(values: FormValues): boolean {
	const untouched = (field: Field) => !values[field] || values[field] === DEFAULTS[field];
	const touched = FIELDS.some((field) => field.startsWith('connect.') && !untouched(field));
	return touched || values.ingenius !== TICK;
}

function treeOf(values: FormValues): unknown {
	const text = (field: Field) => values[field]?.trim() || undefined;
	const { alias, domain } = instanceOf(values['connect.alias'] ?? '');
	const connect = {
		alias,
		region: text('connect.region'),
		domain: text('connect.domain') ?? domain,
		signIn: text('connect.signIn'),
		ccp: text('connect.ccp'),
		mediaLess: values['connect.mediaLess'] === TICK,
		bucket: text('connect.bucket'),
		globalResiliency: values['connect.globalResiliency'] === TICK ? resiliencyOf(text) : undefined,
		scheduling: values['connect.scheduling'] === TICK,
		video: values['connect.video'] === TICK,
	};
	const ingenius = {
		region: text('ingenius.region'),
		authPrefix: text('ingenius.authPrefix'),
		gateway: text('ingenius.gateway'),
	};
	const neutralUrl = text('network.neutralUrl');
	return {
		...(neutralUrl && { network: { neutralUrl } }),
		...(usesConnect(values) && { connect: filled(connect) }),
		...(values.ingenius === TICK && { ingenius: filled(ingenius) }),
	};
}

function resiliencyOf(text: (field: Field) => string | undefined): unknown {
	return {
		instanceId: text('connect.globalResiliency.instanceId'),
		sourceRegion: text('connect.globalResiliency.sourceRegion'),
	};
}

function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What settings, as they stand, complain about at the form's fields. */
export function errorsAt(problems: readonly Problem[]): FormErrors {
	const own = problems.filter(({ field }) => FIELDS.some((known) => known === field));
	return Object.fromEntries(own.map(({ field, message }) => [field, REQUIRED[fieldAt(field)] ?? sentence(message)]));
}

function errorsOf(issues: readonly v.BaseIssue<unknown>[]): FormErrors {
	const problems = problemsOf(issues).map(({ field, message }) => [fieldAt(field), sentence(message)] as const);
	return Object.fromEntries(problems.toReversed());
}

/** The form's field for a path of the schema; an unknown path is shown at the first field. */
function fieldAt(path: string): Field {
	return FIELDS.find((field) => field === path) ?? 'connect.alias';
}

/** A schema's words as a sentence of the form. */
export function sentence(message: string): string {
	return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}

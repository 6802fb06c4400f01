import * as v from 'valibot';
import { problemsOf } from '../../core/settings.ts';
import { type TelemetryInput, TelemetrySchema } from '../../core/telemetry/config.ts';
import { DEFAULTS, FIELDS, type Field, type FormErrors, type FormValues, TICK } from './profile-fields.ts';
import { sentence } from './profile-form.ts';

type Key = 'endpoint' | 'token' | 'browser' | 'network' | 'rules' | 'incidents' | 'calls' | 'intervalMinutes';

/**
 * The user's own telemetry settings, or what is wrong with each field. Only what differs from the defaults and what
 * policy leaves open: null where that is nothing.
 */
export function readTelemetry(
	values: FormValues,
	isLocked: (field: Field) => boolean,
): { readonly telemetry: TelemetryInput | null } | { readonly errors: FormErrors } {
	const own = FIELDS.filter((field) => field.startsWith('telemetry.') && !isLocked(field));
	const set = own.filter((field) => (values[field]?.trim() ?? '') !== (DEFAULTS[field] ?? ''));
	if (set.length === 0) return { telemetry: null };
	const parsed = v.safeParse(
		TelemetrySchema,
		Object.fromEntries(set.map((field) => [keyOf(field), read(field, values)])),
	);
	if (!parsed.success) return { errors: errorsOf(problemsOf(parsed.issues)) };
	return { telemetry: Object.fromEntries(set.map(keyOf).map((key) => [key, parsed.output[key]])) };
}

function keyOf(field: Field): Key {
	return field.slice('telemetry.'.length) as Key;
}

function read(field: Field, values: FormValues): unknown {
	const value = values[field] ?? '';
	if (field === 'telemetry.intervalMinutes') return Number(value);
	return field === 'telemetry.endpoint' || field === 'telemetry.token' ? value : value === TICK;
}

function errorsOf(problems: readonly { readonly field: string; readonly message: string }[]): FormErrors {
	const first = problems.toReversed().map(({ field, message }) => [`telemetry.${field}`, sentence(message)]);
	return Object.fromEntries(first);
}

import * as v from 'valibot';
import { ProfileSchema } from '../../core/profile.ts';
import { problemsOf, type Settings } from '../../core/settings.ts';
import { type Telemetry, TelemetrySchema } from '../../core/telemetry/config.ts';

const FileSchema = v.strictObject({ ...ProfileSchema.entries, telemetry: v.optional(TelemetrySchema) });
export type SettingsFile = v.InferOutput<typeof FileSchema>;

/** What an export writes; undefined where there is nothing. Neither the token nor a name: files are handed round. */
export function settingsFile({ profile, telemetry }: Settings): string | undefined {
	if (!profile && !telemetry) return undefined;
	return JSON.stringify({ ...profile, ...(telemetry && { telemetry: shareable(telemetry) }) }, null, '\t');
}

function shareable({ token: _, agentName: __, ...rest }: Telemetry): Partial<Telemetry> {
	return rest;
}

/** Settings from a file that an export wrote, or why it is none. */
export function readSettingsFile(text: string): { readonly settings: SettingsFile } | { readonly error: string } {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson({}, 'not a JSON file'), FileSchema), text);
	if (parsed.success) return { settings: parsed.output };
	const problems = problemsOf(parsed.issues).map(({ field, message }) => (field ? `${field}: ${message}` : message));
	return { error: `This is no settings file of Linecheck: ${problems.join('; ')}.` };
}

import * as v from 'valibot';
import { mergePart, type Part, type Path, type PolicyValue, type Problem } from './policy.ts';
import { type Profile, type ProfileInput, ProfileSchema } from './profile.ts';
import { type Telemetry, type TelemetryInput, TelemetrySchema } from './telemetry/config.ts';

export { type Problem, problemsOf } from './policy.ts';

/**
 * Managed-policy key → where it stands in the settings. Flat, since Chromium drops a whole top-level key when anything
 * inside it has the wrong type, and the extension sees nothing of it.
 */
export const POLICY_FIELDS: Readonly<Record<string, Path>> = {
	connectAlias: ['connect', 'alias'],
	connectRegion: ['connect', 'region'],
	connectDomain: ['connect', 'domain'],
	connectSignIn: ['connect', 'signIn'],
	connectCcp: ['connect', 'ccp'],
	connectMediaLess: ['connect', 'mediaLess'],
	connectBucket: ['connect', 'bucket'],
	connectInstanceId: ['connect', 'globalResiliency', 'instanceId'],
	connectSourceRegion: ['connect', 'globalResiliency', 'sourceRegion'],
	connectScheduling: ['connect', 'scheduling'],
	connectVideo: ['connect', 'video'],
	ingeniusRegion: ['ingenius', 'region'],
	ingeniusAuthPrefix: ['ingenius', 'authPrefix'],
	ingeniusGateway: ['ingenius', 'gateway'],
	neutralUrl: ['network', 'neutralUrl'],
	telemetryEndpoint: ['telemetry', 'endpoint'],
	telemetryToken: ['telemetry', 'token'],
	telemetryBrowser: ['telemetry', 'browser'],
	telemetryNetwork: ['telemetry', 'network'],
	telemetryRules: ['telemetry', 'rules'],
	telemetryIncidents: ['telemetry', 'incidents'],
	telemetryCalls: ['telemetry', 'calls'],
	telemetryNames: ['telemetry', 'names'],
	telemetryAgentName: ['telemetry', 'agentName'],
	telemetrySite: ['telemetry', 'site'],
	telemetryIntervalMinutes: ['telemetry', 'intervalMinutes'],
};

export interface Settings {
	readonly profile?: Profile;
	/** Undefined where nothing is set; without an endpoint nothing is sent. */
	readonly telemetry?: Telemetry;
	/** Paths set by policy, e.g. `connect.alias`, `telemetry.endpoint`. */
	readonly locked: readonly string[];
	readonly problems: readonly Problem[];
	/** What policy and options say so far of a part that does not hold yet, not validated. */
	readonly unfinished?: object;
}

const TelemetryPart = v.strictObject({ telemetry: v.optional(TelemetrySchema) });

/** Policy over options. A bad value is reported by field and left out; the rest still counts. */
export function mergeSettings(
	policy: Readonly<Record<string, unknown>>,
	options: ProfileInput | null,
	telemetry: TelemetryInput | null = null,
): Settings {
	const unknown = Object.keys(policy).filter((key) => !Object.hasOwn(POLICY_FIELDS, key));
	const values = Object.entries(policy).flatMap(([key, value]) => {
		const path = Object.hasOwn(POLICY_FIELDS, key) ? POLICY_FIELDS[key] : undefined;
		return path === undefined ? [] : [{ key, path, value }];
	});
	const profile = mergePart(ProfileSchema, options, within(values, ProfileSchema));
	const sending = mergeTelemetry(telemetry && { telemetry }, within(values, TelemetryPart));
	const unfinished = { ...profile.unfinished, ...sending.unfinished };
	return {
		...(profile.value && { profile: profile.value }),
		...(sending.value?.telemetry && { telemetry: sending.value.telemetry }),
		locked: [...profile.locked, ...sending.locked],
		problems: [
			...unknown.map((field) => ({ field, message: 'unknown policy key' })),
			...profile.problems,
			...sending.problems,
		],
		...(Object.keys(unfinished).length > 0 && { unfinished }),
	};
}

function within(values: readonly PolicyValue[], { entries }: { readonly entries: object }): PolicyValue[] {
	return values.filter(({ path }) => Object.hasOwn(entries, path[0]));
}

/** The organisation's token goes to the organisation's endpoint alone, never to one that a user typed or imported. */
function mergeTelemetry(
	options: object | null,
	values: readonly PolicyValue[],
): Part<v.InferOutput<typeof TelemetryPart>> {
	const part = mergePart(TelemetryPart, options, values);
	const isSafe = part.locked.includes('telemetry.endpoint') || !part.locked.includes('telemetry.token');
	if (isSafe) return part;
	const rest = mergePart(
		TelemetryPart,
		options,
		values.filter(({ key }) => key !== 'telemetryToken'),
	);
	const problem = { field: 'telemetryToken', message: 'needs a telemetryEndpoint in the same policy' };
	return { ...rest, problems: [...rest.problems, problem] };
}

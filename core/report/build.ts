import { CATALOG_VERSION } from '../catalog/entries.ts';
import type { IpRanges } from '../catalog/ip-ranges.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Environment, Evidence } from '../evidence/types.ts';
import type { Plan } from '../plan/types.ts';
import type { Profile } from '../profile.ts';
import { type Report, SCHEMA_VERSION, type Trigger } from './types.ts';

/** What a run knows beside its evidence. */
export interface RunFacts {
	readonly runId: string;
	readonly extensionVersion: string;
	readonly trigger: Trigger;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	readonly networkId: string;
	readonly profileHash: string;
	readonly profile: Profile;
	readonly plan: Plan;
	readonly environment: Environment;
	/** ip-ranges.json as last fetched. */
	readonly ranges?: IpRanges;
	/** Ids of the targets that the run has not finished with. */
	readonly pending?: ReadonlySet<string>;
}

/** The whole document over the evidence so far. */
export function buildReport(run: RunFacts, evidence: readonly Evidence[]): Report {
	const { profile, plan, ranges, pending, ...meta } = run;
	const environment = { ...run.environment, ...proxiedBy(evidence) };
	const { verdicts, findings } = diagnose({
		profile,
		plan,
		evidence,
		environment,
		...(ranges && { ranges }),
		...(pending && { pending }),
	});
	return {
		schemaVersion: SCHEMA_VERSION,
		catalogVersion: CATALOG_VERSION,
		...meta,
		environment,
		targets: plan.targets,
		evidence,
		verdicts,
		findings,
	};
}

/** Whether an explicit proxy carried any of it, where the browser tells. */
function proxiedBy(evidence: readonly Evidence[]): Pick<Environment, 'proxied'> {
	const told = evidence.flatMap(({ outcome }) => outcome.viaProxy ?? []);
	return told.length === 0 ? {} : { proxied: told.includes(true) };
}

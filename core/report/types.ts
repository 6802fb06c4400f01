import type { EntryVerdict, Finding } from '../diagnosis/types.ts';
import type { Environment, Evidence } from '../evidence/types.ts';
import type { EntryId } from '../ids.ts';
import type { Target } from '../plan/types.ts';

export const SCHEMA_VERSION = 1;

export type Trigger = 'user' | 'install' | 'schedule' | 'incident' | 'watch';

/** The one document that popup, page card, badge, exports and telemetry read. */
export interface Report {
	readonly schemaVersion: typeof SCHEMA_VERSION;
	readonly catalogVersion: string;
	readonly extensionVersion: string;
	readonly runId: string;
	readonly trigger: Trigger;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	/** Salted hash per install. */
	readonly networkId: string;
	readonly profileHash: string;
	readonly environment: Environment;
	readonly targets: readonly Target[];
	readonly evidence: readonly Evidence[];
	readonly verdicts: Readonly<Partial<Record<EntryId, EntryVerdict>>>;
	readonly findings: readonly Finding[];
}

/** Can this agent take calls? `unknown` is an answer too. */
export type Headline = { readonly calls: 'yes' | 'no' | 'unknown'; readonly untested: number };

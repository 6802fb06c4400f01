import type { EntryId, FailureCode, FindingId } from '../../core/ids.ts';
import type { Plan } from '../../core/plan/types.ts';
import type { BrowserName } from '../browsers/types.ts';
import type { Fault } from '../faults/registry.ts';

/** The faults that stand together, as a scenario file writes them. */
export type Network = readonly Fault[];

/** One agent, one network, one browser. */
export interface World {
	readonly plan: Plan;
	readonly network: Network;
	readonly browser: BrowserName;
}

/**
 * What becomes of one target: `open` gets through, `silent` hears nothing, `refused` is turned down, `foreign` is
 * answered by something else, `untested` cannot be told. `causes`: what counts as right, several where the browser
 * cannot tell them apart. `unseen`: bent, but this browser cannot see how.
 */
export type Fate =
	| { readonly kind: 'open'; readonly unseen?: string }
	| { readonly kind: 'untested' }
	| { readonly kind: 'silent' | 'refused' | 'foreign'; readonly causes: readonly FailureCode[] };

/** By target id. */
export type Fates = ReadonlyMap<string, Fate>;

/** What must come out: from the catalog and the definition of each fault, never from the diagnosis. */
export interface Expected {
	/** Exactly these entries are accused, each with one of its causes. */
	readonly accused: Readonly<Partial<Record<EntryId, readonly FailureCode[]>>>;
	/** At least these get through. */
	readonly through: readonly EntryId[];
	/** These have nothing to be tried on. */
	readonly untested: readonly EntryId[];
	/** Something about these is bent: a finding may name them. */
	readonly concerned: readonly EntryId[];
	/** Of each list one finding at least. */
	readonly findings: readonly (readonly FindingId[])[];
	/** One cause hides all others: nothing is judged. */
	readonly masked: boolean;
	/** What this browser cannot see, in words. */
	readonly unseen: readonly string[];
}

import type { FailureCode, FindingId, Verdict } from '../../ids.ts';
import type { ProbeKind } from '../../plan/types.ts';
import type { Facts } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Confidence } from '../types.ts';

/** What a rule has to say about some targets: the verdict on each, and the finding that explains it. */
export interface Explanation {
	/** Undefined: the verdict needs no finding of its own. */
	readonly finding: FindingId | undefined;
	/** Undefined: the finding leaves the verdicts as they are. */
	readonly verdict: Verdict | undefined;
	readonly cause: FailureCode;
	readonly confidence: Confidence;
	readonly targets: readonly Observation[];
	/** A word for the finding's sentences: a product, a policy, a number. */
	readonly detail?: string;
}

/** One rule a file, one line in `rules/index.ts`. */
export interface Rule {
	/** The file's name. */
	readonly id: string;
	/** Kinds of evidence without which the rule is not asked. Empty: it reads the environment too. */
	readonly needs: readonly ProbeKind[];
	/** `open`: the tried targets that no rule before this one has explained. */
	readonly explain: (facts: Facts, open: readonly Observation[]) => readonly Explanation[];
}

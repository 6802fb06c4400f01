import type { EntryId, FailureCode, FindingId, Verdict } from '../ids.ts';

/** `suspected`: one attempt still silent. `medium`: two attempts agree, one host only. `high`: positive refusal, or every host of several. */
export type Confidence = 'suspected' | 'medium' | 'high';

export interface TargetVerdict {
	readonly verdict: Verdict;
	readonly cause?: FailureCode;
	readonly confidence?: Confidence;
	readonly attempts: number;
	/** Of what is reachable over HTTPS: whether the answer carries a mark of its service. Its absence accuses nothing. */
	readonly sender?: 'proven' | 'unproven';
}

export interface EntryVerdict extends TargetVerdict {
	/** By target id. */
	readonly targets: Readonly<Record<string, TargetVerdict>>;
}

/** One cause, in words for both readers, with what to allow and how to see it again. */
export interface Finding {
	/** e.g. `turn-unanswered.all`. */
	readonly id: FindingId;
	readonly cause: FailureCode;
	readonly confidence: Confidence;
	readonly entries: readonly EntryId[];
	readonly hosts: readonly string[];
	/** One sentence for the agent, one for IT. */
	readonly agent: string;
	readonly it: string;
	/** Rules to add, one a line: "Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com". */
	readonly rules: readonly string[];
	/** Commands that reproduce it. */
	readonly commands: readonly string[];
	readonly attempts: number;
	/** Indexes into `report.evidence`. */
	readonly evidence: readonly number[];
}

import type { EntryId } from '../ids.ts';
import { type DiagnosisInput, type Facts, factsOf, ofKind } from './facts.ts';
import { findingsOf } from './findings.ts';
import { RULES } from './rules/index.ts';
import type { Explanation, Rule } from './rules/types.ts';
import type { EntryVerdict, Finding, TargetVerdict } from './types.ts';
import { entryVerdicts, targetVerdicts } from './verdicts.ts';

export interface Diagnosis {
	readonly verdicts: Readonly<Partial<Record<EntryId, EntryVerdict>>>;
	readonly targets: Readonly<Record<string, TargetVerdict>>;
	readonly findings: readonly Finding[];
}

const hasEvidence = (rule: Rule, { tried }: Facts) => rule.needs.every((kind) => ofKind(tried, kind).length > 0);

/** Asks every rule in order; what one has explained the next ones do not see. */
function explain(facts: Facts, rules: readonly Rule[]): readonly Explanation[] {
	const known: Explanation[] = [];
	for (const rule of rules.filter((one) => hasEvidence(one, facts))) {
		const explained = new Set(known.flatMap(({ verdict, targets }) => (verdict === undefined ? [] : targets)));
		const open = facts.tried.filter((seen) => !explained.has(seen));
		known.push(...rule.explain(facts, open));
	}
	return known;
}

/**
 * From evidence, complete or partial, to verdicts and findings. Pure: the same evidence gives the same diagnosis, so
 * it may be asked again after every new piece. `rules`: all of them, but in the test that takes one away.
 */
export function diagnose(input: DiagnosisInput, rules: readonly Rule[] = RULES): Diagnosis {
	const facts = factsOf(input);
	const explanations = explain(facts, rules);
	const byTarget = targetVerdicts(facts.observations, explanations);
	return {
		verdicts: entryVerdicts(input.plan, byTarget),
		targets: Object.fromEntries(byTarget),
		findings: findingsOf(explanations, facts),
	};
}

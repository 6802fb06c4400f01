import type { EntryId, FindingId } from '../ids.ts';
import type { Plan, PlannedEntry } from '../plan/types.ts';
import { lossOf } from '../remedy/breaks.ts';
import { commandsOf } from '../remedy/commands.ts';
import { rulesOf } from '../remedy/rules.ts';
import { WORDS } from '../remedy/words.ts';
import type { Facts } from './facts.ts';
import type { Explanation } from './rules/types.ts';
import type { Finding } from './types.ts';
import { strongest } from './verdicts.ts';

type Explained = Explanation & { readonly finding: FindingId };

const entriesOf = (explained: Explanation): readonly EntryId[] => [
	...new Set(explained.targets.flatMap(({ target }) => target.entries)),
];

/** Explanations of one cause at one set of entries are one finding. */
function merge(explanations: readonly Explanation[]): readonly Explained[] {
	const merged = new Map<string, Explained>();
	for (const one of explanations) {
		if (one.finding === undefined) continue;
		const explained = { ...one, finding: one.finding };
		const key = JSON.stringify([one.finding, one.cause, one.verdict, one.detail, entriesOf(one)]);
		const known = merged.get(key);
		const targets = [...(known?.targets ?? []), ...one.targets];
		const confidence = strongest(known === undefined ? [one.confidence] : [known.confidence, one.confidence]);
		merged.set(key, { ...explained, targets, confidence });
	}
	return [...merged.values()];
}

/** Only what a firewall, a proxy or a resolver keeps back has a rule to add. */
const hasRule = ({ verdict }: Explanation) => verdict === 'blocked' || verdict === 'tampered';

function wordsOf(explained: Explained, planned: readonly PlannedEntry[], facts: Facts) {
	const { targets, cause, confidence, detail = '' } = explained;
	const { agent, it } = WORDS[explained.finding];
	const ports = [...new Set(targets.map(({ target }) => `${target.protocol.toUpperCase()} ${target.port}`))].join(', ');
	const context = {
		entries: planned.map(({ entry }) => entry.label).join(', '),
		hosts: [...new Set(targets.map(({ target }) => target.host))],
		loss: lossOf(planned.map(({ entry }) => entry.breaks)),
		attempts: attemptsOf(explained),
		suspected: confidence === 'suspected',
		browser: facts.environment.browser,
		ports,
		cause,
		detail,
	};
	return { hosts: context.hosts, agent: agent(context), it: it(context) };
}

const attemptsOf = ({ targets }: Explanation) => Math.max(0, ...targets.map(({ attempts }) => attempts.length));

function remedyOf(explained: Explained, planned: readonly PlannedEntry[], plan: Plan) {
	const rules = hasRule(explained) && explained.cause !== 'webrtc-udp-disabled';
	return {
		rules: rules ? planned.flatMap((entry) => rulesOf(entry, plan)) : [],
		commands: commandsOf(explained.targets.map(({ target }) => target)),
	};
}

function findingOf(explained: Explained, facts: Facts): Finding {
	const entries = entriesOf(explained);
	const planned = facts.plan.entries.filter(({ entry }) => entries.includes(entry.id));
	const { finding: id, cause, confidence, targets } = explained;
	return {
		id,
		cause,
		confidence,
		entries,
		...wordsOf(explained, planned, facts),
		...remedyOf(explained, planned, facts.plan),
		attempts: attemptsOf(explained),
		evidence: targets.flatMap(({ attempts }) => attempts.map(({ index }) => index)).toSorted((a, b) => a - b),
	};
}

/** One finding a cause, in the order in which the rules gave them. */
export function findingsOf(explanations: readonly Explanation[], facts: Facts): readonly Finding[] {
	return merge(explanations).map((explained) => findingOf(explained, facts));
}
